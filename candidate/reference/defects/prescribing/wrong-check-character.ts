import { checkCharacter } from '../../prescribing/prescription-id.ts'
import { defect } from '../defect.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+'

export const wrongCheckCharacter = defect({
  name: 'wrong-check-character',
  requirement: 'TIF-EPS-02',
  story: 'Reads the published formula with 37 where it has 38: every prescription id ends in the character before the right one.',
  replaces: checkCharacter,
  with: (characters) => ALPHABET[(ALPHABET.indexOf(checkCharacter.proper(characters)) + 36) % 37] ?? '',
})
