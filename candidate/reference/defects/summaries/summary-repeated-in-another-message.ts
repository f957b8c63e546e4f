import { randomUUID } from 'node:crypto'
import { forNextAttempt } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const summaryRepeatedInAnotherMessage = defect({
  name: 'summary-repeated-in-another-message',
  requirement: 'TIF-SCR-03',
  story: 'Numbers a message anew for each attempt: the Spine takes it for another one.',
  replaces: forNextAttempt,
  with: (upload) => {
    if (upload.via === 'fhir') return forNextAttempt.proper(upload)
    const requestId = randomUUID().toUpperCase()
    return { ...upload, requestId, bundle: upload.bundle.replaceAll(upload.requestId, requestId) }
  },
})
