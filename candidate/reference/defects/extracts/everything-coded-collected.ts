import { isWanted } from '../../extracts/coded-entries.ts'
import { defect } from '../defect.ts'

export const everythingCodedCollected = defect({
  name: 'everything-coded-collected',
  requirement: 'TIF-GPES-01',
  story: 'Returns all that is coded on the record of whoever has something that is asked for.',
  replaces: isWanted,
  with: ({ recordedAt }, wanted) => isWanted.proper({ code: wanted.codes[0] ?? '', recordedAt }, wanted),
})
