import { alertsOf } from '../../alerts/alerts.ts'
import { entryRecord } from '../../extracts/patient-records.ts'
import { defect } from '../defect.ts'

export const wordsCollected = defect({
  name: 'words-collected',
  requirement: 'TIF-GPES-01',
  story: 'Sends along what is written on the record, to explain the codes.',
  replaces: entryRecord,
  with: (services, patient, entry) => ({ ...entryRecord.proper(services, patient, entry), Note: alertsOf(services, patient.patientId)[0]?.text }),
})
