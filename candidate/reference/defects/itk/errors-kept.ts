import { holds } from '../../itk/read-parts.ts'
import { defect } from '../defect.ts'

export const errorsKept = defect({
  name: 'errors-kept',
  requirement: 'GPCUR01',
  story: 'Puts before clinicians what its sender has marked as entered in error.',
  replaces: holds,
  with: () => true,
})
