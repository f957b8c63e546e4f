import { writtenDetails } from '../../referrals/draft-referral.ts'
import { defect } from '../defect.ts'

export const referralKeepsWhatERsTakes = defect({
  name: 'referral-keeps-what-e-rs-takes',
  requirement: 'E00148',
  story: 'Keeps of a referral what e-RS has a field for, and forgets why the patient was referred.',
  replaces: writtenDetails,
  with: (details) => ({ ...details, reason: '' }),
})
