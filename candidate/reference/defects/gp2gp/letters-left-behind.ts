import { documentsToSend } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const lettersLeftBehind = defect({
  name: 'letters-left-behind',
  requirement: 'TIF-GP2GP-05',
  story: 'Sends the entries of a record without its letters.',
  replaces: documentsToSend,
  with: () => [],
})
