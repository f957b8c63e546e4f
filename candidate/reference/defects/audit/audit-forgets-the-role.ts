import { auditedAgent } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const auditForgetsTheRole = defect({
  name: 'audit-forgets-the-role',
  requirement: 'TIF-IG-AUD-01',
  story: 'Keeps the user id only. In which role, and for which organisation, somebody acted is looked up today, when it may be another.',
  replaces: auditedAgent,
  with: ({ role: _role, ...agent }) => agent,
})
