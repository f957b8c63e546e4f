import { releasedCharacter } from '../../edifact/tokenise.ts'
import { defect } from '../defect.ts'

export const releaseCharacterShown = defect({
  name: 'release-character-shown',
  requirement: 'DDP04',
  story: 'Leaves release characters in texts: O?’Brien, 1?:2.',
  replaces: releasedCharacter,
  with: (release, character) => release + character,
})
