import type { Answer } from '../../candidate/port/answer.ts'
import { check, finding } from './check.ts'

/** The candidate did what the user asked. */
export const ensureDone = check('it was done', (_sight, { answer }: { answer: Answer<unknown> | undefined }) => {
  if (!answer) return finding('nothing was asked of the candidate', { expected: 'an answer' })
  return !answer.ok && finding('the candidate refused', { expected: 'done', seen: `${answer.reason}: ${answer.message}` })
})
