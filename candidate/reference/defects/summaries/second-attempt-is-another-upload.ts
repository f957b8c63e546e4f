import { randomUUID } from 'node:crypto'
import { forNextAttempt } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const secondAttemptIsAnotherUpload = defect({
  name: 'second-attempt-is-another-upload',
  requirement: 'TIF-SCR-03',
  story: 'Makes a new summary for each attempt: Spine has the first one already.',
  replaces: forNextAttempt,
  with: (upload) => {
    const id = randomUUID().toUpperCase()
    return { ...upload, requestId: randomUUID(), id, bundle: upload.bundle.replaceAll(upload.id, id) }
  },
})
