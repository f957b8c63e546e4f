import { check, finding } from './check.ts'

/** Nothing reached a national service: no call at all, or none about somebody. */
export const ensureNotCalled = check('nothing was sent to the national service', async ({ calls }, { service, operation, subject }: { service: string; operation?: string; subject?: string }) => {
  const made = await calls({ service, ...(operation && { operation }), ...(subject && { subject }) })
  return made.map((call) => finding('a call was made', { expected: 'none', seen: `${call.entry.method} ${call.entry.url}`, at: call }))
})
