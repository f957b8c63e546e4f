import { headingOf } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const whatWasStoppedIsStillTaken = defect({
  name: 'what-was-stopped-is-still-taken',
  requirement: 'SCR02',
  story: 'Lists acute medicines by their date, whatever became of them since.',
  replaces: headingOf,
  with: (item, now) => headingOf.proper({ ...item, status: 'sent' }, now),
})
