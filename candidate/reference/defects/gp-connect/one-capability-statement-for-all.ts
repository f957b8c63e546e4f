import { capabilityStatement } from '../../gp-connect/capability.ts'
import { defect } from '../defect.ts'

export const oneCapabilityStatementForAll = defect({
  name: 'one-capability-statement-for-all',
  requirement: 'GPCARS01',
  story: 'Answers with one capability statement, whichever of its roots is asked.',
  replaces: capabilityStatement,
  with: (services) => capabilityStatement.proper(services, 'foundations'),
})
