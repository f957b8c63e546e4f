import { claimNationally, trace } from '../../demographics/register-patient.ts'
import { Refusal } from '../../refusal.ts'
import { defect, swap } from '../defect.ts'

export const registeredUntraced = defect({
  name: 'registered-untraced',
  requirement: 'E00163',
  story: 'Registers whoever is asked for when PDS does not know them or cannot be asked, and leaves it to somebody to look at it later.',
  replaces: trace,
  with: async (work, nhsNumber) => {
    try {
      return await trace.proper(work, nhsNumber)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { nhsNumber, version: 'W/"1"', patient: { resourceType: 'Patient', id: nhsNumber } }
    }
  },
  also: [swap(claimNationally, async (_work, record) => record)],
})
