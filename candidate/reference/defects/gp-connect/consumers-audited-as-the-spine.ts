import { agentOf } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const consumersAuditedAsTheSpine = defect({
  name: 'consumers-audited-as-the-spine',
  requirement: 'TIF-IG-AUD-01',
  story: 'Writes down that the Spine has looked, and not who stands behind the call.',
  replaces: agentOf,
  with: () => ({ user: { id: 'spine', name: 'Spine Secure Proxy' }, role: { id: 'spine', organisation: 'X26' } }),
})
