import { randomUUID } from 'node:crypto'
import { requestIdForRetry } from '../../national/retry.ts'
import { defect } from '../defect.ts'

export const retryWithANewRequestId = defect({
  name: 'retry-with-a-new-request-id',
  requirement: 'TIF-PDS-04',
  story:
    'Sends a request again, as asked and when asked, but under a new X-Request-ID: the service takes it for another request and does it twice.',
  replaces: requestIdForRetry,
  with: () => randomUUID(),
})
