import { keepRequest } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const pharmacyAndWordsDropped = defect({
  name: 'pharmacy-and-words-dropped',
  requirement: 'E00328',
  story: 'Keeps for what the patient asks, and drops where they want it and what they say.',
  replaces: keepRequest,
  with: (store, { note: _note, pharmacy: _pharmacy, ...request }) => keepRequest.proper(store, request),
})
