import { wordsToKeep } from '../../patient-facing/appointments/book.ts'
import { defect } from '../defect.ts'

export const whatThePatientSaysIsDropped = defect({
  name: 'what-the-patient-says-is-dropped',
  requirement: 'E00305',
  story: 'Keeps "Booked online" as the reason of every appointment.',
  replaces: wordsToKeep,
  with: (request) => wordsToKeep.proper({ ...request, description: '', comment: '' }),
})
