import { packFiles } from '../../gp2gp/pack-files.ts'
import { defect } from '../defect.ts'

export const lastPieceNeverSent = defect({
  name: 'last-piece-never-sent',
  requirement: 'TIF-GP2GP-05',
  story: 'Cuts a large file into pieces, counts from nought, and stops one too early.',
  replaces: packFiles,
  with: (files, extractSize) => {
    const packed = packFiles.proper(files, extractSize)
    return packed.later.length > 1 ? { ...packed, later: packed.later.slice(0, -1) } : packed
  },
})
