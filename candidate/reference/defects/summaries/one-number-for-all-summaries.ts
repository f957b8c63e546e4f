import { createHash } from 'node:crypto'
import { newSummaryId } from '../../summaries/build-bundle.ts'
import { defect } from '../defect.ts'

export const oneNumberForAllSummaries = defect({
  name: 'one-number-for-all-summaries',
  requirement: 'SCR01',
  story: 'Numbers the summary of a patient once: Spine knows that number when the second comes.',
  replaces: newSummaryId,
  with: ({ nhsNumber }) => {
    const digest = createHash('sha256').update(nhsNumber).digest('hex').toUpperCase()
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  },
})
