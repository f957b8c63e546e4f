import { wordsOf } from '../../gp-connect/appointment-sent.ts'
import { defect } from '../defect.ts'

export const wordsRefusedACharacterEarly = defect({
  name: 'words-refused-a-character-early',
  requirement: 'TIF-GPC-16',
  story: 'Counts one character less than there is room for.',
  replaces: wordsOf,
  with: (sent, name) => {
    const value = wordsOf.proper(sent, name)
    return wordsOf.proper(value === undefined ? {} : { [name]: `${value}+` }, name) === undefined ? undefined : value
  },
})
