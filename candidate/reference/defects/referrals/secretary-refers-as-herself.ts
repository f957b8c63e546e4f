import { aboutOf } from '../../referrals/referrers.ts'
import { defect } from '../defect.ts'

export const secretaryRefersAsHerself = defect({
  name: 'secretary-refers-as-herself',
  requirement: 'TIF-ERS-05',
  story: 'Does not name the clinician to e-RS when somebody else refers for them.',
  replaces: aboutOf,
  with: (_work, nhsNumber) => ({ nhsNumber }),
})
