import { commentOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const firstLineOfComments = defect({
  name: 'first-line-of-comments',
  requirement: 'E00433',
  story: 'Keeps the first line of what the laboratory says.',
  replaces: commentOf,
  with: (segment) => commentOf.proper(segment).split('\n')[0] ?? '',
})
