import { formatName } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const givenNameFirst = defect({
  name: 'given-name-first',
  requirement: 'PAB-0016',
  story: 'Writes names as in a letter, given name first and family name in small letters. James Paul or Paul James?',
  replaces: formatName,
  with: ({ prefix = [], given = [], family }) => [...prefix, ...given, family].filter(Boolean).join(' '),
})
