import { check, finding } from './check.ts'

/**
 * After a 503 with Retry-After the caller sends the identical request again: same X-Request-ID, same body, not before the time asked for.
 * Source: PDS FHIR, update patient, "if the update takes longer than 10 seconds".
 */
export const ensureRetriedAsAsked = check(
  'the request is retried as the service asked',
  async ({ calls }, { service, operation, subject }: { service: string; operation: string; subject: string }) => {
    const [first, second, ...more] = await calls({ service, operation, subject })
    if (!first) return finding('the service was not called at all', { expected: `a call of ${operation}`, seen: 'none' })
    if (!second) return finding('no second attempt', { expected: `one after ${first.retryAfter} s`, seen: 'one call only', at: first })
    const waited = second.seconds - first.seconds
    return [
      second.header('x-request-id') !== first.header('x-request-id') &&
        finding('a new X-Request-ID', { expected: first.header('x-request-id'), seen: second.header('x-request-id'), at: second }),
      second.entry.requestBody !== first.entry.requestBody && finding('another body', { expected: first.entry.requestBody, seen: second.entry.requestBody, at: second }),
      waited < (first.retryAfter ?? 0) && finding('too early', { expected: `${first.retryAfter} s or later`, seen: `after ${waited.toFixed(1)} s`, at: second }),
      more.length > 0 && finding('sent more than twice', { expected: '2 calls', seen: `${2 + more.length} calls`, at: more[0] }),
    ]
  },
)
