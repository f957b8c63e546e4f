import { suits } from '../../appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const wayToMeetNotSearchedFor = defect({
  name: 'way-to-meet-not-searched-for',
  requirement: 'E00229',
  story: 'Takes the way to meet in the search, and shows all free slots. Patients who cannot come are booked to come.',
  replaces: suits,
  with: () => true,
})
