import { whyNotRefer } from '../../referrals/why-not-refer.ts'
import { defect } from '../defect.ts'

export const leaversAreReferred = defect({
  name: 'leavers-are-referred',
  requirement: 'ERS01',
  story: 'Finishes referrals of patients who have meanwhile left the practice, which is paid for nobody and followed up by nobody.',
  replaces: whyNotRefer,
  with: (patient) => (patient.national.deceasedDateTime ? whyNotRefer.proper(patient) : undefined),
})
