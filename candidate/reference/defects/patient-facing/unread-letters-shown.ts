import { isForThePatient } from '../../patient-facing/record/letters.ts'
import { defect } from '../defect.ts'

export const unreadLettersShown = defect({
  name: 'unread-letters-shown',
  requirement: 'E00359',
  story: 'Shows patients their letters before anybody at the practice has read them.',
  replaces: isForThePatient,
  with: (letter, access) => isForThePatient.proper({ ...letter, reviewed: true }, access),
})
