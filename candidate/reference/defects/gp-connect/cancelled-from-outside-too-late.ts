import { whyUnchangeable } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const cancelledFromOutsideTooLate = defect({
  name: 'cancelled-from-outside-too-late',
  requirement: 'TIF-GPC-17',
  story: 'Cancels appointments whose time has passed, for other organisations.',
  replaces: whyUnchangeable,
  with: (appointment) => whyUnchangeable.proper(appointment, 0),
})
