import { messageType } from '../../national/mesh.ts'
import { defect } from '../defect.ts'

export const rubbishTakenForAMessage = defect({
  name: 'rubbish-taken-for-a-message',
  requirement: 'TIF-MESH-02',
  story: 'Takes whatever comes with a good status for the message, keeps it, and tells MESH that it is in safe hands.',
  replaces: messageType,
  with: (headers) => messageType.proper(headers) ?? 'DATA',
})
