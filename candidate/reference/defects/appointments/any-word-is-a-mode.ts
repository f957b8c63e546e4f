import { chosenMode } from '../../appointments/book-appointment.ts'
import { defect } from '../defect.ts'

export const anyWordIsAMode = defect({
  name: 'any-word-is-a-mode',
  requirement: 'TIF-GPAD-04',
  story: 'Takes whatever is sent for the way to meet, and where nothing is, the one that the session offers first.',
  replaces: chosenMode,
  with: (asked, slot) => (asked === '' || !slot.session.modes.includes(asked) ? slot.session.modes[0] : asked),
})
