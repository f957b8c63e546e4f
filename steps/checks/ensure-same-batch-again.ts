import { check, finding } from './check.ts'

/** What may have arrived is sent again as it was, to the last character: only so NHS Notify knows it again. Source: Send a batch of messages, 422. */
export const ensureSameBatchAgain = check('the same is sent again, under the same reference', async ({ calls }, { subject }: { subject: string }) => {
  const [first, ...again] = await calls({ service: 'nhs-notify', operation: 'create-message-batch', subject, from: 'beginning' })
  if (!first) return finding('nothing was sent', { expected: 'a batch', seen: 'none' })
  return [
    again.length === 0 && finding('not sent again', { expected: 'the same batch', seen: 'one call only', at: first }),
    ...again.map((call) => call.entry.requestBody !== first.entry.requestBody && finding('another batch', { expected: first.entry.requestBody, seen: call.entry.requestBody, at: call })),
  ]
})
