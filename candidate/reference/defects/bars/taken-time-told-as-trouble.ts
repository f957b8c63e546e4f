import { conflict } from '../../national/bars.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const takenTimeToldAsTrouble = defect({
  name: 'taken-time-told-as-trouble',
  requirement: 'TIF-CS-12',
  story: 'Takes a time that is gone for trouble of the service: the user tries the same time again and again.',
  replaces: conflict,
  with: () => new Refusal('national-unavailable', 'The Booking and Referral service is not available at the moment. Try again later.'),
})
