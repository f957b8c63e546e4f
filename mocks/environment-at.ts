import { randomBytes } from 'node:crypto'
import type { Environment } from './kit/environment.ts'
import { sameSecret } from './same-secret.ts'

/** What a token is compared with where there is no environment to have one: an unknown name takes as long as a wrong token. */
const NOBODYS = randomBytes(24).toString('base64url')

/**
 * The environment that a URL means.
 *
 * @param segment what stands between `/e/` and the next slash: `dev`, or `w0~<token>` where the environment has one
 * @returns nothing for an unknown name, and just so for a missing or a wrong token
 */
export function environmentAt(environments: ReadonlyMap<string, Environment>, segment: string): Environment | undefined {
  const named = environments.get(segment)
  if (named !== undefined && named.token === undefined) return named
  const mark = segment.indexOf('~')
  const meant = mark < 0 ? undefined : environments.get(segment.slice(0, mark))
  return sameSecret(segment.slice(mark + 1), meant?.token ?? NOBODYS) ? meant : undefined
}
