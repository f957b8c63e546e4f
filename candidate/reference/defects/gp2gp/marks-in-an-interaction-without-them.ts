import { actionFor } from '../../gp2gp/write-extract.ts'
import { defect } from '../defect.ts'

export const marksInAnInteractionWithoutThem = defect({
  name: 'marks-in-an-interaction-without-them',
  requirement: 'GP2GP07',
  story: 'Sends a record with marks in the interaction that has none: whoever gets it does not read them.',
  replaces: actionFor,
  with: () => 'RCMR_IN030000UK06' as const,
})
