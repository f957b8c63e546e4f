import { isTakenAlready } from '../../mesh/take-in.ts'
import { defect } from '../defect.ts'

export const knownMessageTakenInAgain = defect({
  name: 'known-message-taken-in-again',
  requirement: 'TIF-MESH-02',
  story: 'Trusts that MESH gives a message only once: one whose receipt was lost is taken in as if it were new.',
  replaces: isTakenAlready,
  with: () => false,
})
