import { OutgoingFailure } from '../../national/outgoing.ts'
import { refusalWithoutToken } from '../../national/tokens.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const platformErrorsShownAsTheyCome = defect({
  name: 'platform-errors-shown-as-they-come',
  requirement: 'TIF-CIS2-03',
  story: 'Shows users what the authorisation server said to the program: a code that tells them neither what is the matter nor what to do.',
  replaces: refusalWithoutToken,
  with: (failure) => new Refusal('national-refused', failure instanceof OutgoingFailure ? `ERR_${failure.kind.toUpperCase()}` : `${failure.status} ${String(failure.error)}`, { cause: failure }),
})
