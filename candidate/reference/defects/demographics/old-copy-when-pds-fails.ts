import { withoutPds } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const oldCopyWhenPdsFails = defect({
  name: 'old-copy-when-pds-fails',
  requirement: 'TIF-CS-11',
  story:
    'Opens the practice’s own copy when PDS does not answer, and does not say so: what the user sees, and builds on, may be long out of date.',
  replaces: withoutPds,
  with: (known) => known,
})
