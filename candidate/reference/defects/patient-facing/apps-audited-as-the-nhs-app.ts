import { auditedAgent } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const appsAuditedAsTheNhsApp = defect({
  name: 'apps-audited-as-the-nhs-app',
  requirement: 'TIF-IG-AUD-01',
  story: 'Writes down that the NHS App read a record, and not in whose name.',
  replaces: auditedAgent,
  with: (agent) =>
    agent.role?.code === 'citizen' ? { system: 'NHS App', ...(agent.device !== undefined && { device: agent.device }) } : agent,
})
