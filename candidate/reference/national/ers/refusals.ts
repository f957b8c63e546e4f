import { behaviour } from '../../behaviour.ts'
import { codesOf, NationalRefusal, refusalFor, wordsOf, type Answer } from '../answer.ts'
import { Refusal } from '../../refusal.ts'
import WORDS from './error-words.json' with { type: 'json' }
import { SERVICE } from './read.ts'

/** Each reason that e-RS gives, as a clinician would say it; with e-RS's own detail, which names what is at fault. */
export const reasonsInWords = behaviour('referrals.reasonsInWords', ({ body }: Answer): string | undefined => {
  const reasons = codesOf(body).map((code) => (WORDS as Record<string, string | undefined>)[code])
  const said = [...new Set(reasons)].filter((each) => each !== undefined).join('; ')
  const detail = wordsOf(body)
  if (said === '') return detail
  return detail === undefined ? said : `${said}. e-RS says: ${detail.replace(/\.$/, '')}`
})

/**
 * What to tell the user about an answer of e-RS that is a refusal. Its statuses say more than those of other services:
 * 409 and 412 that somebody was quicker, 423 that somebody is at it now, 422 why it cannot be.
 */
export const ersRefusal = behaviour('referrals.ersRefusal', (answer: Answer): Refusal => {
  const { status } = answer
  const cause = new Error(`${SERVICE} answered ${status}: ${codesOf(answer.body).join(', ') || 'no code'}`)
  if (status === 409 || status === 412) {
    return new Refusal('changed-meanwhile', 'This has changed in e-RS since you opened it. Nothing was sent over it. Look at what is new, and repeat your change if it still makes sense.', { cause })
  }
  if (status === 423) {
    const text = `${SERVICE}: somebody else is working on this just now, so it is locked. Nothing was changed. Try again in a few minutes.`
    return new NationalRefusal('national-unavailable', text, { cause, outcomeUnknown: false })
  }
  const words = reasonsInWords(answer)
  // What the hospital's own system did is not known until somebody looks.
  if ((status === 502 || status === 504) && words !== undefined) {
    return new NationalRefusal(status === 504 ? 'national-timeout' : 'national-refused', `${SERVICE} could not do this: ${words}.`, { cause, outcomeUnknown: status === 504 })
  }
  if (status === 403 || status === 404 || status === 422 || status === 400) {
    return new NationalRefusal('national-refused', `${SERVICE} did not accept this: ${words ?? FALLBACK[status]}.`, { cause, outcomeUnknown: false })
  }
  return refusalFor(SERVICE, answer)
})

const FALLBACK = {
  400: 'it could not read the request. Tell your system’s supplier',
  403: 'your role at this practice does not allow it',
  404: 'it does not know this reference',
  422: 'it gave no reason',
} as const
