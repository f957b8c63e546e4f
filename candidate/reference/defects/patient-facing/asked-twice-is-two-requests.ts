import { isAskedAlready } from '../../patient-facing/prescriptions/requests.ts'
import { defect } from '../defect.ts'

export const askedTwiceIsTwoRequests = defect({
  name: 'asked-twice-is-two-requests',
  requirement: 'E00328',
  story: 'Takes in every request. The patient presses twice, and gets two boxes.',
  replaces: isAskedAlready,
  with: () => false,
})
