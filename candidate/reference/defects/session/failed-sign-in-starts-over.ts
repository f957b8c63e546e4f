import { afterFailedSignIn } from '../../session/sign-in-routes.ts'
import { defect } from '../defect.ts'

export const failedSignInStartsOver = defect({
  name: 'failed-sign-in-starts-over',
  requirement: 'AA01',
  story: 'Spares the user every message about a failed sign-in and simply starts the next one, round and round while CIS2 is in trouble.',
  replaces: afterFailedSignIn,
  with: (context) => context.redirect('/sign-in'),
})
