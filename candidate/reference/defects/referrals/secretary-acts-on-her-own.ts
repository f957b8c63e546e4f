import { authorityFor } from '../../referrals/referrers.ts'
import { defect } from '../defect.ts'

export const secretaryActsOnHerOwn = defect({
  name: 'secretary-acts-on-her-own',
  requirement: 'TIF-IG-AUD-02',
  story: 'Writes down who pressed the button, and not for which clinician.',
  replaces: authorityFor,
  with: () => ({}),
})
