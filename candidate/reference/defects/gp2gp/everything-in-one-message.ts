import { mostInOneMessage } from '../../gp2gp/pack-files.ts'
import { defect } from '../defect.ts'

export const everythingInOneMessage = defect({
  name: 'everything-in-one-message',
  requirement: 'TIF-GP2GP-05',
  story: 'Puts everything into one message, however large: the Spine does not take it, and the record never goes.',
  replaces: mostInOneMessage,
  with: () => Number.MAX_SAFE_INTEGER,
})
