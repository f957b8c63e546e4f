import { GpcError } from '../../gp-connect/gpc-error.ts'
import { missing } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const whoeverIsMissingIsNoRecord = defect({
  name: 'whoever-is-missing-is-no-record',
  requirement: 'TIF-GPC-11',
  story: 'Has one error for whatever is not here: that of a record.',
  replaces: missing,
  with: () => new GpcError('NO_RECORD_FOUND'),
})
