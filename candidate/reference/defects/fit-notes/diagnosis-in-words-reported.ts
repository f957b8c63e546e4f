import { activityRecord } from '../../fit-notes/activity.ts'
import { defect } from '../defect.ts'

export const diagnosisInWordsReported = defect({
  name: 'diagnosis-in-words-reported',
  requirement: 'TIF-EMED3-03',
  story: 'Reports what the patient has in the clinician’s words, beside the code.',
  replaces: activityRecord,
  with: (note, gender) => ({ ...activityRecord.proper(note, gender), Diagnosis: note.diagnosis }),
})
