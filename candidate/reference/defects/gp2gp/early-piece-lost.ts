import { keepsEarlyPart } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const earlyPieceLost = defect({
  name: 'early-piece-lost',
  requirement: 'TIF-GP2GP-05',
  story: 'Knows files only once their record has come: what overtakes it on the way is put aside.',
  replaces: keepsEarlyPart,
  with: () => false,
})
