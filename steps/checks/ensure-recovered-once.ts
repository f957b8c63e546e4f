import { check, finding } from './check.ts'

/** A call whose token was not accepted is made once more with another token, and not again after that. */
export const ensureRecoveredOnce = check(
  'the call is repeated once, with a new token',
  async ({ calls }, { service, operation, subject }: { service: string; operation: string; subject: string }) => {
    const [first, second, ...more] = await calls({ service, operation, subject })
    if (!first) return finding('the service was not called', { expected: `a call of ${operation}`, seen: 'none' })
    if (!second) return finding('not repeated', { expected: 'a second call with a new token', seen: 'one call only', at: first })
    return [
      second.header('authorization') === first.header('authorization') && finding('repeated with the token that was refused', { expected: 'another token', seen: 'the same', at: second }),
      second.entry.requestBody !== first.entry.requestBody && finding('repeated with another content', { expected: first.entry.requestBody, seen: second.entry.requestBody, at: second }),
      more.length > 0 && finding('repeated more than once', { expected: '2 calls', seen: `${2 + more.length} calls`, at: more[0] }),
    ]
  },
)
