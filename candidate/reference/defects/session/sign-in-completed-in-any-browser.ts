import { attemptIsOurs } from '../../session/sign-in-routes.ts'
import { defect } from '../defect.ts'

export const signInCompletedInAnyBrowser = defect({
  name: 'sign-in-completed-in-any-browser',
  requirement: 'AA01',
  story: 'Knows its own states, and takes each from whichever browser brings it: a link in an email signs the reader in as the sender.',
  replaces: attemptIsOurs,
  with: () => true,
})
