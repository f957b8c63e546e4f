import { consentToRecord } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const consentIsAlwaysTheirOwn = defect({
  name: 'consent-is-always-their-own',
  requirement: 'TIF-FLAG-01',
  story: 'Asks how consent was given, and records that of the patient whatever the answer.',
  replaces: consentToRecord,
  with: (said) => (said === undefined ? consentToRecord.proper(said) : '001'),
})
