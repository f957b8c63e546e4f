import { capabilityStatement } from '../../gp-connect/capability.ts'
import { defect } from '../defect.ts'

export const whatCanBeDoneNotTold = defect({
  name: 'what-can-be-done-not-told',
  requirement: 'GPCARS01',
  story: 'Names its resources in the capability statement, and not what can be done with them.',
  replaces: capabilityStatement,
  with: (services, root) => {
    const statement = capabilityStatement.proper(services, root)
    const [rest] = statement['rest'] as { resource?: { type: string }[] }[]
    return { ...statement, rest: [{ ...rest, resource: rest?.resource?.map(({ type }) => ({ type })) }] }
  },
})
