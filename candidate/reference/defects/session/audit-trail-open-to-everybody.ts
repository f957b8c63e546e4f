import { permits } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const auditTrailOpenToEverybody = defect({
  name: 'audit-trail-open-to-everybody',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Has a page for the audit trail that no menu shows except to the privacy officer, and that anybody can open who knows its address.',
  replaces: permits,
  with: (role, activity) => activity === 'B0011' || permits.proper(role, activity),
})
