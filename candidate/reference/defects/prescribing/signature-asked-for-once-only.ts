import { keepsWaiting } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const signatureAskedForOnceOnly = defect({
  name: 'signature-asked-for-once-only',
  requirement: 'TIF-CS-11',
  story: 'Forgets what it waits for as soon as it has asked: a signature that could not be fetched at once is lost.',
  replaces: keepsWaiting,
  with: () => false,
})
