import { upheld } from '../../extracts/disclose.ts'
import { defect } from '../defect.ts'

export const emptyAnswerLetsEverybodyThrough = defect({
  name: 'empty-answer-lets-everybody-through',
  requirement: 'NDOP-01',
  story: 'Takes an empty answer for no answer, and goes on as though nobody had been asked about.',
  replaces: upheld,
  with: (pending, allowed) => (allowed.size === 0 ? pending : upheld.proper(pending, allowed)),
})
