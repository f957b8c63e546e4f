import { behaviour } from '../behaviour.ts'
import { OutgoingFailure } from '../national/outgoing.ts'
import type { Services } from '../services.ts'
import { readSignal } from './ebxml.ts'
import type { Spine } from './spine.ts'
import { spineStore, type OutgoingMessage, type Queued } from './spine-store.ts'

/** What became of one attempt: the Spine has it, it may be tried again, or never. */
export type Attempt = { outcome: 'sent' } | { outcome: 'again' | 'never'; problem: string }

const RETRIES = 2
const RETRY_AFTER_MS = 60_000

/** What an answer of the Spine means. Only its acknowledgement of this very message says that it has it. */
export const attemptOf = behaviour('spine.attemptOf', (message: OutgoingMessage, answer: { status: number; text: string }): Attempt => {
  const signal = readSignal(answer.text)
  if (answer.status < 300 && signal?.kind === 'acknowledged' && signal.messageId === message.messageId) return { outcome: 'sent' }
  if (signal?.kind === 'error') return { outcome: signal.again ? 'again' : 'never', problem: `The Spine answered: ${signal.words}.` }
  return { outcome: answer.status >= 400 && answer.status < 500 && answer.status !== 429 ? 'never' : 'again', problem: `The Spine answered ${answer.status}, and nothing that can be read.` }
})

/** What goes out in a further attempt: the same to the last character, so that the Spine knows it. */
export const messageForRetry = behaviour('spine.messageForRetry', (message: Queued): OutgoingMessage => message)

/** Whether a message may go out once more after so many attempts. Source: contract properties, retries 2. */
export const mayTryAgain = behaviour('spine.mayTryAgain', (attempts: number): boolean => attempts <= RETRIES)

/** Milliseconds until the next attempt. Source: contract properties, retry interval PT1M. */
export const pauseBeforeAttempt = behaviour('spine.pauseBeforeAttempt', (): number => RETRY_AFTER_MS)

/** Sends a message once, and says what became of that. */
export async function attempt(post: Spine['post'], message: OutgoingMessage): Promise<Attempt> {
  try {
    return attemptOf(message, await post(message))
  } catch (error) {
    if (error instanceof OutgoingFailure) return { outcome: 'again', problem: 'The Spine did not answer.' }
    throw error
  }
}

/** Sends what waits and is due. `onGivenUp` hears of what never got through. */
export async function sendDue(services: Services, spine: Spine, about: string | undefined, onGivenUp: (message: OutgoingMessage, problem: string) => void): Promise<void> {
  const store = spineStore(services)
  for (const queued of store.due(about)) {
    const message = queued.attempts === 0 ? queued : messageForRetry(queued)
    const result = await attempt(spine.post, message)
    if (result.outcome === 'sent') {
      store.sent(queued.messageId)
      continue
    }
    if (result.outcome === 'again' && mayTryAgain(queued.attempts + 1)) store.later(queued.messageId, services.clock.now() + pauseBeforeAttempt(), result.problem)
    else
      services.database.transaction(() => {
        store.giveUp(queued.messageId, result.problem)
        onGivenUp(queued, result.problem)
      })
  }
}
