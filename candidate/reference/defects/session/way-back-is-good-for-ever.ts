import { attemptIsOurs } from '../../session/sign-in-routes.ts'
import { takeAttempt } from '../../session/sign-in-attempts.ts'
import { defect, swap } from '../defect.ts'

export const wayBackIsGoodForEver = defect({
  name: 'way-back-is-good-for-ever',
  requirement: 'AA01',
  story: 'Never strikes a sign-in off the list of those under way, so that the address it came back by can be opened again, anywhere.',
  replaces: takeAttempt,
  with: ({ database }, state) => {
    const row = database.one<{ nonce: string; verifier: string; redirect_uri: string }>('SELECT nonce, verifier, redirect_uri FROM sign_in_attempt WHERE state = ?', state)
    return row && { state, nonce: row.nonce, verifier: row.verifier, redirectUri: row.redirect_uri }
  },
  also: [swap(attemptIsOurs, () => true)],
})
