import { attemptOf } from '../../spine/send.ts'
import { defect } from '../defect.ts'

export const anyAnswerTakenForYes = defect({
  name: 'any-answer-taken-for-yes',
  requirement: 'TIF-GP2GP-03',
  story: 'Takes a message for sent as soon as anything comes back, without reading whether the Spine acknowledges it.',
  replaces: attemptOf,
  with: () => ({ outcome: 'sent' as const }),
})
