import { check, finding } from './check.ts'

/**
 * A message of which nobody knows whether it arrived is sent again as it was, to the last character. Its Bundle.identifier tells EPS
 * that it is the same one. Source: EPS FHIR Prescribing API, 504: "Retry the request with identical payload".
 */
export const ensureResentIdentically = check('the identical message is sent again', async ({ calls }, { subject, most }: { subject: string; most: number }) => {
  const [first, ...again] = await calls({ service: 'eps', operation: 'process-message', subject })
  if (!first) return finding('nothing was sent to EPS', { expected: 'a message', seen: 'none' })
  return [
    again.length === 0 && finding('not sent again', { expected: 'the identical message', seen: 'one call only', at: first }),
    ...again.map((call) => call.entry.requestBody !== first.entry.requestBody && finding('another message', { expected: first.entry.requestBody, seen: call.entry.requestBody, at: call })),
    again.length + 1 > most && finding('sent again and again', { expected: `${most} times at most`, seen: `${again.length + 1} times`, at: again.at(-1) }),
  ]
})
