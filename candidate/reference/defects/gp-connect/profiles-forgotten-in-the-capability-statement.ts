import { capabilityStatement } from '../../gp-connect/capability.ts'
import { defect } from '../defect.ts'

export const profilesForgottenInTheCapabilityStatement = defect({
  name: 'profiles-forgotten-in-the-capability-statement',
  requirement: 'GPCARS01',
  story: 'Names the profiles that its first version had.',
  replaces: capabilityStatement,
  with: (services, root) => ({ ...capabilityStatement.proper(services, root), profile: (capabilityStatement.proper(services, root)['profile'] as unknown[]).slice(0, 4) }),
})
