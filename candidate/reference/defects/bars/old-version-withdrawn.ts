import { isAsRead } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const oldVersionWithdrawn = defect({
  name: 'old-version-withdrawn',
  requirement: 'TIF-CS-12',
  story: 'Does not look on which version a change is based.',
  replaces: isAsRead,
  with: () => true,
})
