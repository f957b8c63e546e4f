import { auditedAgent } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

export const auditWithoutDevice = defect({
  name: 'audit-without-device',
  requirement: 'TIF-IG-AUD-06',
  story: 'Does not say from which device somebody acted.',
  replaces: auditedAgent,
  with: ({ device: _device, ...agent }) => agent,
})
