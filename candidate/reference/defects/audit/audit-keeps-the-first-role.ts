import { auditedAgent, type AuditAgent } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

const roles = new Map<string, NonNullable<AuditAgent['role']>>()

export const auditKeepsTheFirstRole = defect({
  name: 'audit-keeps-the-first-role',
  requirement: 'TIF-IG-AUD-01',
  story: 'Looks up the role of a user when they first appear in the trail, and writes the same down for all they do later in another.',
  replaces: auditedAgent,
  with: (agent) => {
    const id = agent.user?.id
    if (id === undefined || agent.role === undefined) return agent
    const role = roles.get(id) ?? agent.role
    roles.set(id, role)
    return { ...agent, role }
  },
})
