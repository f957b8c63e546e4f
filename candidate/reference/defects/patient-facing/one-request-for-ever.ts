import { isAskedAlready } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const oneRequestForEver = defect({
  name: 'one-request-for-ever',
  requirement: 'E00328',
  story: 'Lets a patient ask for each medicine once, whatever became of it.',
  replaces: isAskedAlready,
  with: (requests, { id }) => requests.some(({ repeatId }) => repeatId === id),
})
