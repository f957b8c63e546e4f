import { consentToRecord } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const consentTakenForGranted = defect({
  name: 'consent-taken-for-granted',
  requirement: 'TIF-FLAG-01',
  story: 'Records the consent of the patient when nobody has said anything about it.',
  replaces: consentToRecord,
  with: (said) => said ?? '001',
})
