import { isAsSeen } from '../../appointments/change-appointment.ts'
import { defect } from '../defect.ts'

export const lastDeskWins = defect({
  name: 'last-desk-wins',
  requirement: 'E00219',
  story: 'Compares versions to see whether the appointment still exists. Whoever saves last overwrites what the other desk did.',
  replaces: isAsSeen,
  with: (current, seen) => seen <= current,
})
