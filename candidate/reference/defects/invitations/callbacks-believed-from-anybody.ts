import { isFromNotify } from '../../invitations/callback.ts'
import { defect } from '../defect.ts'

export const callbacksBelievedFromAnybody = defect({
  name: 'callbacks-believed-from-anybody',
  requirement: 'E00367',
  story: 'Takes in every callback: the address is known to NHS Notify alone.',
  replaces: isFromNotify,
  with: () => true,
})
