import { stateAfter } from '../../bars/send.ts'
import { defect } from '../defect.ts'

export const lostAnswerToldAsNotSent = defect({
  name: 'lost-answer-told-as-not-sent',
  requirement: 'TIF-CS-11',
  story: 'Says that nothing was sent whenever something went wrong, the referral may have arrived or not.',
  replaces: stateAfter,
  with: () => 'not-sent' as const,
})
