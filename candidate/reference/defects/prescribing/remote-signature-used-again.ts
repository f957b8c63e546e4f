import { forgetRequest } from '../../prescribing/remote-signing.ts'
import { isUnchanged } from '../../prescribing/sign-items.ts'
import { defect, swap } from '../defect.ts'

export const remoteSignatureUsedAgain = defect({
  name: 'remote-signature-used-again',
  requirement: 'E00101',
  story: 'Goes on with the same signature as often as somebody presses the button.',
  replaces: forgetRequest,
  with: () => {},
  also: [swap(isUnchanged, () => true)],
})
