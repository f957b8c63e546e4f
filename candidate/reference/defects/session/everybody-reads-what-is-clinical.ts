import { permits } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const everybodyReadsWhatIsClinical = defect({
  name: 'everybody-reads-what-is-clinical',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Reckons that whoever works at the practice may read its records, and asks for the right role only when something is changed.',
  replaces: permits,
  with: (role, activity) => activity === 'B0360' || activity === 'B0370' || permits.proper(role, activity),
})
