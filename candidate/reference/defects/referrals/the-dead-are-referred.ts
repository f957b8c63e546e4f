import { whyNotRefer } from '../../referrals/why-not-refer.ts'
import { defect } from '../defect.ts'

export const theDeadAreReferred = defect({
  name: 'the-dead-are-referred',
  requirement: 'ERS01',
  story: 'Refers everybody who is on the list, since who has died is taken off it in time.',
  replaces: whyNotRefer,
  with: (patient) => (patient.status === 'left' ? whyNotRefer.proper(patient) : undefined),
})
