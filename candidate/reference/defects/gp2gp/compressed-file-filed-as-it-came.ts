import { isCompressed } from '../../gp2gp/files.ts'
import { defect } from '../defect.ts'

export const compressedFileFiledAsItCame = defect({
  name: 'compressed-file-filed-as-it-came',
  requirement: 'TIF-GP2GP-05',
  story: 'Files what came without looking whether it was compressed: nobody can open it.',
  replaces: isCompressed,
  with: () => false,
})
