import { activityRecord } from '../../fit-notes/activity.ts'
import { defect } from '../defect.ts'

export const professionNotReported = defect({
  name: 'profession-not-reported',
  requirement: 'TIF-EMED3-03',
  story: 'Reports fit notes as it did when only doctors issued them.',
  replaces: activityRecord,
  with: (note, gender) => ({ ...activityRecord.proper(note, gender), IssuersProfession: 'Doctor' }),
})
