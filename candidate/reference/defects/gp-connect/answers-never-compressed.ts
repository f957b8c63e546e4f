import { mayBeCompressed } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const answersNeverCompressed = defect({
  name: 'answers-never-compressed',
  requirement: 'GPCARS01',
  story: 'Sends everything as it is, also to whoever asks for less.',
  replaces: mayBeCompressed,
  with: () => false,
})
