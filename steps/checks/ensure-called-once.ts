import { check, finding } from './check.ts'

/** One thing a user does is one call: national services count every one. */
export const ensureCalledOnce = check('the national service is asked once', async ({ calls }, { service, operation, subject }: { service: string; operation: string; subject?: string }) => {
  const made = await calls({ service, operation, ...(subject && { subject }) })
  return made.length !== 1 && finding('asked more or less than once', { expected: '1 call', seen: `${made.length} calls`, at: made[1] ?? made[0] })
})
