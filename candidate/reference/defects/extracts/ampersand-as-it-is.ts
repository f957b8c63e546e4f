import { escaped } from '../../extracts/extract-file.ts'
import { defect } from '../defect.ts'

export const ampersandAsItIs = defect({
  name: 'ampersand-as-it-is',
  requirement: 'TIF-GPAD-02',
  story: 'Writes what it reports into the file as it is, and one category has an ampersand in its name.',
  replaces: escaped,
  with: (text) => text,
})
