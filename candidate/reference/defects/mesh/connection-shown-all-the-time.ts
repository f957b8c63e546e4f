import { handshakeDue } from '../../mesh/collect.ts'
import { defect } from '../defect.ts'

export const connectionShownAllTheTime = defect({
  name: 'connection-shown-all-the-time',
  requirement: 'TIF-MESH-02',
  story: 'Shakes hands before every round instead of once a day.',
  replaces: handshakeDue,
  with: () => true,
})
