import type { Transfer } from '../../gp2gp/transfer.ts'
import { isExpected } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const lateRecordRefused = defect({
  name: 'late-record-refused',
  requirement: 'TIF-GP2GP-03',
  story: 'Closes a transfer when the other practice is late, and refuses the record when it comes after all.',
  replaces: isExpected,
  with: (transfer): transfer is Transfer => transfer?.direction === 'in' && transfer.state === 'requested',
})
