import type { Credential } from '../../candidate/port/identity.ts'
import { check, finding } from './check.ts'

/** What opens a session is kept so that scripts, other sites, listeners and the next person at the desk do not get it. Source: OWASP ASVS 4.0, 3.4. */
export const ensureCredentialsAreKeptSafe = check('what opens the session is kept safe in the browser', (_sight, { credentials, encrypted }: { credentials: readonly Credential[]; encrypted: boolean }) => {
  if (credentials.length === 0) return finding('the session depends on nothing that the browser keeps', { expected: 'a cookie', seen: 'none' })
  return credentials.flatMap(({ name, httpOnly, secure, sameSite, lasting }) => [
    !httpOnly && finding(`${name} can be read by scripts`, { expected: 'HttpOnly', seen: 'not HttpOnly' }),
    encrypted && !secure && finding(`${name} also travels without encryption`, { expected: 'Secure', seen: 'not Secure' }),
    !/^(lax|strict)$/i.test(sameSite ?? '') && finding(`${name} goes along when another site sends a request`, { expected: 'SameSite=Lax or Strict', seen: sameSite ?? 'no SameSite' }),
    lasting && finding(`${name} outlives the window`, { expected: 'no expiry', seen: 'an expiry' }),
  ])
})
