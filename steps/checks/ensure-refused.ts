import type { Answer, RefusalReason } from '../../candidate/port/answer.ts'
import { check, finding } from './check.ts'

/**
 * The candidate refused for one of these reasons, and the words it showed say so. `mentions` are words of which at least one
 * has to be in the message: enough to know what happened, without prescribing a text.
 */
export const ensureRefused = check(
  'the user is told what happened',
  (_sight, { answer, reasons, mentions }: { answer: Answer<unknown> | undefined; reasons: readonly RefusalReason[]; mentions: RegExp }) => {
    if (!answer) return finding('nothing was asked of the candidate', { expected: 'an answer' })
    if (answer.ok) return finding('it was done as if nothing had happened', { expected: `a refusal: ${reasons.join(' or ')}`, seen: 'done' })
    return [
      !reasons.includes(answer.reason) && finding('refused for another reason', { expected: reasons.join(' or '), seen: `${answer.reason}: ${answer.message}` }),
      !mentions.test(answer.message) && finding('the message does not say what happened', { expected: `words like ${mentions.source}`, seen: answer.message }),
    ]
  },
)
