import { whyWithheld } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const dissentIsANote = defect({
  name: 'dissent-is-a-note',
  requirement: 'TIF-SCR-02',
  story: 'Keeps what the patient said on the record, and uploads all the same: whether anybody may look is for Spine to decide.',
  replaces: whyWithheld,
  with: (patient) => whyWithheld.proper(patient, 'implied'),
})
