import type { Call } from './call.ts'
import type { Environment } from './environment.ts'
import type { Grant } from './identity.ts'
import type { Reply } from './reply.ts'
import { refuse } from './refusal.ts'

/** Why a call is not let in. Each service words its own answer. */
export type AccessProblem = 'missing' | 'empty' | 'malformed' | 'unknown-token' | 'expired' | 'wrong-kind'

/** Who may call a route. A route without access rules is open. */
export interface AccessRule {
  /** For documentation: "healthcare worker, AAL2 or AAL3". */
  title: string
  admits(grant: Grant): boolean
}

/** Application-restricted: a token from a signed JWT. */
export function application(): AccessRule {
  return { title: 'application (signed JWT)', admits: (grant) => grant.kind === 'application' }
}

/** User-restricted: a healthcare worker signed in through CIS2 at one of these assurance levels. */
export function healthcareWorker(options: { aal: readonly (1 | 2 | 3)[] }): AccessRule {
  return {
    title: `healthcare worker (CIS2 AAL${options.aal.join(' or ')})`,
    admits: (grant) => grant.kind === 'healthcare-worker' && options.aal.includes(grant.aal),
  }
}

/** User-restricted: a patient signed in through NHS login, proofed at P9. */
export function patient(): AccessRule {
  return { title: 'patient (NHS login P9)', admits: (grant) => grant.kind === 'patient' && grant.proofing === 'P9' }
}

/** As long as access tokens live. */
const TOKEN_MS = 600_000

/** Whether a token that nobody knows may be one that an earlier environment has issued: it is refused, and no breach of anything. */
export const mayBeFromBefore = ({ livesOn, opened, clock }: Environment): boolean => livesOn && clock.now() < opened + TOKEN_MS

/**
 * The grant of the call's bearer token, or the service's own refusal.
 * `word` turns the problem into the body that this service publishes; it is journalled as a violation.
 */
export function authorise<State>(call: Call<State>, rules: readonly AccessRule[], word: (problem: AccessProblem, call: Call<State>) => Reply): Grant {
  const problem = (kind: AccessProblem, detail: string): never =>
    refuse(word(kind, call), { rule: `access-${kind}`, detail, clause: `access: ${rules.map((rule) => rule.title).join(', ')}`, pointer: 'authorization' })

  const header = call.header('authorization')
  if (header === undefined) return problem('missing', 'no Authorization header')
  if (header.trim() === '') return problem('empty', 'the Authorization header is empty')
  if (!header.startsWith('Bearer ') || header.length === 7) return problem('malformed', 'the Authorization header is not "Bearer <token>"')
  const grant = call.environment.identity.tokens.get(header.slice(7))
  if (!grant && mayBeFromBefore(call.environment)) return refuse(word('unknown-token', call))
  if (!grant) return problem('unknown-token', 'the access token was never issued here')
  if (grant.expiresAt <= call.environment.clock.now()) return problem('expired', 'the access token has expired')
  for (const rule of rules) if (rule.admits(grant)) return grant
  return problem('wrong-kind', `a token of kind ${grant.kind} is not admitted`)
}
