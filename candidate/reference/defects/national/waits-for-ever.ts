import { timeLimit } from '../../national/outgoing.ts'
import { defect } from '../defect.ts'

export const waitsForEver = defect({
  name: 'waits-for-ever',
  requirement: 'TIF-PDS-04',
  story: 'Sets no limit to how long a national service may take. When one falls silent, so does the screen.',
  replaces: timeLimit,
  with: () => 60 * 60 * 1000,
})
