import { check, finding } from './check.ts'

/** The system gets a new token before the service refuses the old one: the platform said how long it is good for. */
export const ensureRenewedInTime = check('the token is renewed before its time is up', async ({ calls }, { service, subject }: { service: string; subject: string }) => {
  const made = await calls({ service, subject })
  const asked = await calls({ service: 'oauth2', operation: 'token' })
  return [
    made.length === 0 && finding('the service was not called', { expected: 'a call', seen: 'none' }),
    asked.length === 0 && finding('no new token was asked for', { expected: 'a request for a token', seen: 'none', at: made[0] }),
    ...made.map((call) => call.entry.status === 401 && finding('sent with a token whose time was up', { expected: 'a token that is good', seen: '401', at: call })),
  ]
})
