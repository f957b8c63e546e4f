import { permissionsShown } from '../../patient-facing/permissions-routes.ts'
import { defect } from '../defect.ts'

export const olderEntriesLikeCurrentOnes = defect({
  name: 'older-entries-like-current-ones',
  requirement: 'GPCPFAR01',
  story: 'Knows one level for the whole record, and shows it for what is older, too.',
  replaces: permissionsShown,
  with: (access, offered) => permissionsShown.proper({ ...access, historical: access.current }, offered),
})
