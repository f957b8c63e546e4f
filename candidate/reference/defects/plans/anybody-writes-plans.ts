import { demandWriter } from '../../plans/publish-plan.ts'
import { defect } from '../defect.ts'

export const anybodyWritesPlans = defect({
  name: 'anybody-writes-plans',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets the desk type up what was said on the telephone, and publishes it.',
  replaces: demandWriter,
  with: () => {},
})
