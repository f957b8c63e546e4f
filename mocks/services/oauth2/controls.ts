import type { JWK } from 'jose'
import type { Environment } from '../../kit/environment.ts'
import type { Application, Grant, Role } from '../../kit/identity.ts'
import { issueAccessToken } from './issue.ts'
import lifetimes from './lifetimes.json' with { type: 'json' }
import type { Holder, OAuth2State } from './state.ts'

/** Whose tokens a control is about; all given members must match, and none means everybody's. */
export interface TokenFilter {
  applicationId?: string
  /** SDS user id. */
  userId?: string
  nhsNumber?: string
}

/** Whom to issue a token for without the way through /token. */
export type IssueTokenArgs = { applicationId?: string; expiresInSeconds?: number } & (
  | { kind?: 'application' }
  | { kind: 'healthcare-worker'; userId: string; aal?: 1 | 2 | 3; roles?: Role[]; selectedRoleId?: string }
  | { kind: 'patient'; nhsNumber: string; proofing?: 'P0' | 'P5' | 'P9'; actingFor?: string }
)

export const controls = {
  /** Registers an application, as the developer portal would, or replaces what is registered. */
  registerApplication(_state: OAuth2State, args: { id: string; secret?: string; jwks?: { keys: JWK[] }; redirectUris?: string[]; scopes?: string[] }, environment: Environment) {
    const { id, secret, jwks, redirectUris, scopes } = args
    if (!id) throw new Error('Failed to register an application: id (its API key) is absent. Give one.')
    const application: Application = { id, secret: secret ?? environment.random.token(16), jwks, redirectUris: redirectUris ?? [], ...(scopes && { scopes }) }
    environment.identity.applications.set(id, application)
    return { id, secret: application.secret }
  },

  /** Issues a token directly, for scenarios and benchmarks that are not about signing in. */
  issueToken(_state: OAuth2State, args: IssueTokenArgs, environment: Environment) {
    const { token, grant } = issueAccessToken(environment, holderFor(args, environment), (args.expiresInSeconds ?? lifetimes.accessTokenMs / 1000) * 1000)
    return { accessToken: token, expiresAt: grant.expiresAt }
  },

  /** Makes access tokens expire now. Returns how many. */
  expireTokens(_state: OAuth2State, filter: TokenFilter, environment: Environment) {
    const matching = [...environment.identity.tokens.values()].filter((grant) => matches(grant, filter))
    for (const grant of matching) grant.expiresAt = Math.min(grant.expiresAt, environment.clock.now())
    return { expired: matching.length }
  },

  /** Withdraws access and refresh tokens: they were never issued. Returns how many. */
  revoke(state: OAuth2State, filter: TokenFilter, environment: Environment) {
    const { tokens } = environment.identity
    const access = [...tokens].filter(([, grant]) => matches(grant, filter))
    const refresh = [...state.refreshTokens].filter(([, { holder }]) => matches(holder, filter))
    for (const [token] of access) {
      tokens.delete(token)
      state.combined.delete(token)
    }
    for (const [token] of refresh) state.refreshTokens.delete(token)
    return { accessTokens: access.length, refreshTokens: refresh.length }
  },

  /** Allows an application so many requests to the authorisation server within so many milliseconds; without arguments, any number. */
  limitRate(state: OAuth2State, args: { requests?: number; perMs?: number }) {
    state.limit = args.requests === undefined ? undefined : { requests: args.requests, perMs: args.perMs ?? 1000 }
    state.counted.clear()
  },

  /** Whom an access token was issued to, expired or not; nothing if it never was, or was withdrawn. */
  grantOf(_state: OAuth2State, { accessToken }: { accessToken: string }, environment: Environment): Grant | undefined {
    return environment.identity.tokens.get(accessToken)
  },

  /** The grants in force, without the tokens themselves. */
  grants(_state: OAuth2State, filter: TokenFilter, environment: Environment): Grant[] {
    return [...environment.identity.tokens.values()].filter((grant) => grant.expiresAt > environment.clock.now() && matches(grant, filter))
  },
}

function matches(grant: Holder, { applicationId, userId, nhsNumber }: TokenFilter): boolean {
  return (
    (applicationId === undefined || grant.applicationId === applicationId) &&
    (userId === undefined || (grant.kind === 'healthcare-worker' && grant.userId === userId)) &&
    (nhsNumber === undefined || (grant.kind === 'patient' && (grant.nhsNumber === nhsNumber || grant.actingFor === nhsNumber)))
  )
}

function holderFor(args: IssueTokenArgs, { identity }: Environment): Holder {
  const applicationId = args.applicationId ?? [...identity.applications.keys()][0]
  if (applicationId === undefined) throw new Error('Failed to issue a token: no application is registered. Name one in applicationId, or register one first.')
  switch (args.kind) {
    case 'healthcare-worker': {
      const { userId, selectedRoleId } = args
      const worker = identity.workers.get(userId)
      if (!worker && !args.roles) throw new Error(`Failed to issue a token: nobody has the SDS user id ${userId}. Give roles, or one of ${[...identity.workers.keys()].join(', ')}.`)
      return { kind: args.kind, applicationId, userId, aal: args.aal ?? worker?.aal ?? 3, roles: args.roles ?? worker?.roles ?? [], ...(selectedRoleId && { selectedRoleId }) }
    }
    case 'patient': {
      const { nhsNumber, actingFor } = args
      return { kind: args.kind, applicationId, nhsNumber, proofing: args.proofing ?? identity.citizens.get(nhsNumber)?.proofing ?? 'P9', ...(actingFor && { actingFor }) }
    }
    case 'application':
    case undefined:
      return { kind: 'application', applicationId }
    default:
      throw new Error(`Failed to issue a token: ${String((args as { kind: unknown }).kind)} is no kind of access. Kinds are application, healthcare-worker, patient.`)
  }
}
