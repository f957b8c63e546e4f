import { check, finding } from './check.ts'

const SECRETS = ['state', 'nonce', 'code_challenge']

/** What ties a sign-in to its browser is new every time: whoever saw one sign-in can do nothing with another. Source: RFC 9700, 4.7. */
export const ensureSignInsShareNothing = check('no sign-in uses what an earlier one used', async ({ calls }, _args: object) => {
  const requests = await calls({ service: 'cis2', operation: 'authorize' })
  if (requests.length < 2) return finding('too few sign-ins to compare', { expected: 'two or more', seen: String(requests.length) })
  return SECRETS.flatMap((name) => {
    const seen = new Set<string>()
    return requests.map((request) => {
      const value = request.query.get(name) ?? ''
      const again = seen.has(value)
      seen.add(value)
      return again && finding(`the same ${name} twice`, { expected: 'a new one', seen: 'that of an earlier sign-in', at: request })
    })
  })
})
