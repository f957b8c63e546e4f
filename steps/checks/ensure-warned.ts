import type { Answer } from '../../candidate/port/answer.ts'
import { check, finding } from './check.ts'

/** The candidate stopped and warned: of this, in words that say so, and of nothing else unless told. Nothing was done yet. */
export const ensureWarned = check(
  'the prescriber is stopped and warned',
  (_sight, { answer, warning, mentions }: { answer: Answer<unknown> | undefined; warning: string; mentions: readonly RegExp[] }) => {
    if (!answer) return finding('nothing was asked of the candidate', { expected: 'an answer' })
    if (answer.ok) return finding('it was done without a warning', { expected: warning, seen: 'done' })
    return [
      answer.reason !== 'needs-confirmation' && finding('refused for another reason', { expected: 'needs-confirmation', seen: `${answer.reason}: ${answer.message}` }),
      !answer.warnings.includes(warning) && finding('warned of something else', { expected: warning, seen: answer.warnings.join(', ') || 'no warning' }),
      ...mentions.map((words) => !words.test(answer.message) && finding('the warning does not say what it is about', { expected: `words like ${words.source}`, seen: answer.message })),
    ]
  },
)
