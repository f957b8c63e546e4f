import { accessOf } from '../../patient-facing/online-access.ts'
import { defect } from '../defect.ts'

export const bookingOpenToEverybody = defect({
  name: 'booking-open-to-everybody',
  requirement: 'E00305',
  story: 'Lets every patient book online, also those with whom the practice has agreed that they ring.',
  replaces: accessOf,
  with: (store, patientId) => ({ ...accessOf.proper(store, patientId), appointments: true }),
})
