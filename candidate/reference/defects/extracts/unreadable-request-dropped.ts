import { onUnreadable } from '../../extracts/collect-data.ts'
import { defect } from '../defect.ts'

export const unreadableRequestDropped = defect({
  name: 'unreadable-request-dropped',
  requirement: 'TIF-GPES-01',
  story: 'Drops what it cannot read.',
  replaces: onUnreadable,
  with: () => undefined,
})
