import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { RequestEnv } from '../area.ts'
import { behaviour } from '../behaviour.ts'

const policy = (nonce: string) =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

/** What a browser may keep of an answer: nothing, or the next person at this desk would find it with the back button. */
export const cacheControl = behaviour('session.cacheControl', () => 'no-store')

/** Patient data is never stored by a browser or proxy, never framed, and no script runs but our own. */
export const securityHeaders: MiddlewareHandler<RequestEnv> = async (context, next) => {
  const nonce = randomBytes(16).toString('base64')
  context.set('nonce', nonce)
  await next()
  const { headers } = context.res
  headers.set('content-security-policy', policy(nonce))
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  if (!headers.has('cache-control')) headers.set('cache-control', cacheControl())
  if (new URL(context.req.url).protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000')
}
