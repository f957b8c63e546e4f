import { release } from '../../edifact/write-interchange.ts'
import { defect } from '../defect.ts'

export const specialCharactersNotReleased = defect({
  name: 'special-characters-not-released',
  requirement: 'NH02',
  story: 'Writes apostrophes, colons and plus signs as they are: O’Brien ends the segment.',
  replaces: release,
  with: (text) => text,
})
