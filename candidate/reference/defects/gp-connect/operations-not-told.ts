import { capabilityStatement } from '../../gp-connect/capability.ts'
import { defect } from '../defect.ts'

export const operationsNotTold = defect({
  name: 'operations-not-told',
  requirement: 'GPCARS01',
  story: 'Tells the resources that it has, and no operation.',
  replaces: capabilityStatement,
  with: (services, root) => {
    const statement = capabilityStatement.proper(services, root)
    const [rest] = statement['rest'] as { operation?: unknown }[]
    return { ...statement, rest: [{ ...rest, operation: [] }] }
  },
})
