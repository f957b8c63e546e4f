import { demandRecorder } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const deskRecordsFlags = defect({
  name: 'desk-records-flags',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets the desk tick what the doctor has said.',
  replaces: demandRecorder,
  with: () => {},
})
