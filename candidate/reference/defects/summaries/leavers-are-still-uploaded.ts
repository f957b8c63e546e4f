import { whyWithheld } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const leaversAreStillUploaded = defect({
  name: 'leavers-are-still-uploaded',
  requirement: 'TIF-SCR-03',
  story: 'Goes on uploading from a record that another practice has taken over.',
  replaces: whyWithheld,
  with: (patient, preference) => whyWithheld.proper({ ...patient, status: 'active' }, preference),
})
