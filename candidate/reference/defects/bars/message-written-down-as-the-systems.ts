import { agentOf } from '../../bars/sender.ts'
import { defect } from '../defect.ts'

export const messageWrittenDownAsTheSystems = defect({
  name: 'message-written-down-as-the-systems',
  requirement: 'TIF-IG-AUD-08',
  story: 'Writes itself into the audit trail for what others have sent.',
  replaces: agentOf,
  with: () => ({ id: 'system', name: 'System' }),
})
