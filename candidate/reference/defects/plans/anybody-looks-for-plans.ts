import { demandReader } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const anybodyLooksForPlans = defect({
  name: 'anybody-looks-for-plans',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Leaves it to the locator who may look, which knows the practice and not its users.',
  replaces: demandReader,
  with: () => {},
})
