import { isWanted } from '../../extracts/coded-entries.ts'
import { defect } from '../defect.ts'

export const wheneverItWasRecorded = defect({
  name: 'whenever-it-was-recorded',
  requirement: 'TIF-GPES-01',
  story: 'Returns what is asked for, whenever it was recorded.',
  replaces: isWanted,
  with: ({ code }, { codes }) => codes.includes(code),
})
