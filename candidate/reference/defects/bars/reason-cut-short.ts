import { reasonTold } from '../../bars/message.ts'
import { defect } from '../defect.ts'

export const reasonCutShort = defect({
  name: 'reason-cut-short',
  requirement: 'E00148',
  story: 'Cuts the reason at the width of its own form.',
  replaces: reasonTold,
  with: (reason) => reason.slice(0, 250),
})
