import { toldOfFailure } from '../../proxy-access/change-proxies.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const lostGrantToldAsNotDone = defect({
  name: 'lost-grant-told-as-not-done',
  requirement: 'TIF-CS-11',
  story: 'Says that nothing was changed when the connection broke: the user lets somebody else act, and both may.',
  replaces: toldOfFailure,
  with: (failure) => new Refusal(failure.code, `${failure.message} The proxy role was not changed.`),
})
