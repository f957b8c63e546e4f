import { segmentCount } from '../../edifact/write-interchange.ts'
import { defect } from '../defect.ts'

export const segmentsCountedWithoutEnvelope = defect({
  name: 'segments-counted-without-envelope',
  requirement: 'DDP04',
  story: 'Counts the segments of a message without UNH and UNT.',
  replaces: segmentCount,
  with: (between) => between,
})
