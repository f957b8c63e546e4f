import { envelopeOf } from '../../extracts/extract-file.ts'
import { defect } from '../defect.ts'

export const requestNotNamed = defect({
  name: 'request-not-named',
  requirement: 'TIF-GPES-01',
  story: 'Returns what was asked for, and does not say which request it answers.',
  replaces: envelopeOf,
  with: (services, { more: _more, ...file }) => envelopeOf.proper(services, file),
})
