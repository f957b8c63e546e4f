import { claimNationally } from '../../demographics/register-patient.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { defect } from '../defect.ts'

export const recordAskedForWhateverPdsSays = defect({
  name: 'record-asked-for-whatever-pds-says',
  requirement: 'GP2GP_Req_04',
  story: 'Goes on with a registration that PDS did not confirm, and asks for the record of a patient who is not this practice’s nationally.',
  replaces: claimNationally,
  with: async (work, record) => {
    try {
      return await claimNationally.proper(work, record)
    } catch (error) {
      if (error instanceof NationalRefusal) return record
      throw error
    }
  },
})
