import { changedFields } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const otherChangesDroppedSilently = defect({
  name: 'other-changes-dropped-silently',
  requirement: 'TIF-GPC-17',
  story: 'Changes what may be changed, drops the rest of what was sent, and says that all is done.',
  replaces: changedFields,
  with: () => [],
})
