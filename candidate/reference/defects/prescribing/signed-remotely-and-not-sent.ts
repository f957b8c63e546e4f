import { sendSigned } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const signedRemotelyAndNotSent = defect({
  name: 'signed-remotely-and-not-sent',
  requirement: 'E00101',
  story: 'Keeps what was signed remotely, and leaves sending it to whoever thinks of it.',
  replaces: sendSigned,
  with: async (_work, prescription) => prescription,
})
