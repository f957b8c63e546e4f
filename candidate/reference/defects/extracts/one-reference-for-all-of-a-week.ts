import { createHash } from 'node:crypto'
import { newReference } from '../../extracts/submit-report.ts'
import { defect } from '../defect.ts'

export const oneReferenceForAllOfAWeek = defect({
  name: 'one-reference-for-all-of-a-week',
  requirement: 'TIF-EMED3-03',
  story: 'Makes the reference of a file from what it is about, so that a file made again has the same.',
  replaces: newReference,
  with: ({ kind }, { from }) => createHash('sha256').update(`${kind} ${from}`).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
})
