import { auditedAgent } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const auditNamesTheSystem = defect({
  name: 'audit-names-the-system',
  requirement: 'TIF-IG-AUD-01',
  story: 'Writes to the trail under the account that the server runs as, so every entry names the system and none a person.',
  replaces: auditedAgent,
  with: ({ device }) => ({ system: 'application', ...(device !== undefined && { device }) }),
})
