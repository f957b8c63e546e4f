import { handshakeDue } from '../../mesh/collect.ts'
import { defect } from '../defect.ts'

export const connectionNeverShown = defect({
  name: 'connection-never-shown',
  requirement: 'TIF-MESH-02',
  story: 'Reads and writes messages, and leaves out the daily handshake, since everything works without.',
  replaces: handshakeDue,
  with: () => false,
})
