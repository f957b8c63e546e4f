import { keepRequest } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const requestThankedForAndDropped = defect({
  name: 'request-thanked-for-and-dropped',
  requirement: 'E00328',
  story: 'Thanks for a request and keeps it in a queue that nobody at the practice ever sees.',
  replaces: keepRequest,
  with: () => undefined,
})
