import { changesToSend } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const telephoneNumbersStayHere = defect({
  name: 'telephone-numbers-stay-here',
  requirement: 'TIF-PDS-01',
  story: 'Sends names and addresses to PDS and takes telephone numbers for the practice’s own affair: the change is told as saved, and no other service can ring the patient.',
  replaces: changesToSend,
  with: (seen, wanted) => changesToSend.proper(seen, wanted).filter(({ name }) => !['homePhone', 'workPhone', 'mobile'].includes(name)),
})
