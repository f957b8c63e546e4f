import { askForNumber } from '../../demographics/find-nationally.ts'
import { defect } from '../defect.ts'

export const matchShownUnderTheOldNumber = defect({
  name: 'match-shown-under-the-old-number',
  requirement: 'E00176',
  story: 'Shows whoever PDS gives for a replaced NHS number under the number that was asked for.',
  replaces: askForNumber,
  with: async (work, nhsNumber) => {
    const result = await askForNumber.proper(work, nhsNumber)
    if (result.outcome !== 'found') return result
    const { patient } = result.record
    const identifier = patient.identifier?.map((each) => ({ ...each, value: nhsNumber }))
    return { outcome: 'found', record: { ...result.record, patient: { ...patient, id: nhsNumber, ...(identifier && { identifier }) } } }
  },
})
