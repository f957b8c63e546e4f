import type { Answer } from '../../candidate/port/answer.ts'
import type { Session } from '../../candidate/port/identity.ts'
import { check, finding } from './check.ts'

/** A sign-in that must fail left no session behind, not even one without a role. */
export const ensureNobodySignedIn = check('nobody is signed in', (_sight, { answer }: { answer: Answer<Session> | undefined }) => {
  if (!answer) return finding('nobody tried to sign in', { expected: 'an attempt' })
  if (answer.ok) return finding('there is a session', { expected: 'none', seen: `one for ${answer.value.worker.given} ${answer.value.worker.family}` })
  return answer.reason !== 'not-signed-in' && finding('there is half a session', { expected: 'not-signed-in', seen: `${answer.reason}: ${answer.message}` })
})
