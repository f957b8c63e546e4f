import { demandWriter } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const anybodyMayWriteToPatients = defect({
  name: 'anybody-may-write-to-patients',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Shows the form to those who may write, and takes messages from everybody who is signed in.',
  replaces: demandWriter,
  with: () => undefined,
})
