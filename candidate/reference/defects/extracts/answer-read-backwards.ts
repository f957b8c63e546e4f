import { upheld } from '../../extracts/disclose.ts'
import { defect } from '../defect.ts'

export const answerReadBackwards = defect({
  name: 'answer-read-backwards',
  requirement: 'TIF-NDOP-03',
  story: 'Takes the numbers that come back for those who have opted out.',
  replaces: upheld,
  with: (pending, listed) => pending.filter(({ nhsNumber }) => !listed.has(nhsNumber)),
})
