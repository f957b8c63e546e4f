import { warningsOf } from '../../referrals/shortlist.ts'
import { defect } from '../defect.ts'

export const loneTriageUnnoticed = defect({
  name: 'lone-triage-unnoticed',
  requirement: 'TIF-ERS-01',
  story: 'Sends an urgent referral to nothing but a triage service, where it waits until the patient moves it on.',
  replaces: warningsOf,
  with: () => [],
})
