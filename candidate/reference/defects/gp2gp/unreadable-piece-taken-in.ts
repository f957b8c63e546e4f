import { isReadablePart } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const unreadablePieceTakenIn = defect({
  name: 'unreadable-piece-taken-in',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes the file of a message in without reading what the message says of it.',
  replaces: isReadablePart,
  with: () => true,
})
