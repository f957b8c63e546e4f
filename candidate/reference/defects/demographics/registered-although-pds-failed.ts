import { claimNationally } from '../../demographics/register-patient.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const registeredAlthoughPdsFailed = defect({
  name: 'registered-although-pds-failed',
  requirement: 'TIF-CS-11',
  story:
    'Registers somebody although PDS was not told, or nobody knows whether it was. Nationally they are still with the practice they left.',
  replaces: claimNationally,
  with: async (work, record) => {
    try {
      return await claimNationally.proper(work, record)
    } catch (error) {
      if (error instanceof Refusal) return record
      throw error
    }
  },
})
