import type { Environment } from '../../kit/environment.ts'
import type { HealthcareWorker } from '../../kit/identity.ts'
import { readClient, type OidcClient } from '../../kit/oidc/client.ts'
import { readFlaw, signIdToken, type IdTokenFlaw } from '../../kit/oidc/id-token-flaws.ts'
import { issuerFromOutside } from '../../kit/oidc/provider.ts'
import { changeClaims, providerControls } from '../../kit/oidc/provider-controls.ts'
import { satisfy } from './assurance.ts'
import { logOut, type LogoutDelivery } from './log-out.ts'
import type { Cis2State } from './state.ts'
import { idTokenClaims } from './tokens.ts'

export const controls = {
  ...providerControls('nhs-cis2'),

  /** Registers an OIDC client, or replaces what is registered. */
  registerClient(state: Cis2State, args: OidcClient) {
    state.clients.set(args.clientId, readClient(args))
  },

  /** Gives somebody a care identity. */
  addWorker(_state: Cis2State, worker: HealthcareWorker, environment: Environment) {
    environment.identity.workers.set(worker.id, worker)
  },

  /** Changes somebody's care identity: roles added or taken away, another authenticator. Grants already made stay as they are. */
  changeWorker(_state: Cis2State, { userId, ...changes }: { userId: string } & Partial<Omit<HealthcareWorker, 'id'>>, environment: Environment) {
    environment.identity.workers.set(userId, { ...workerOf(userId, environment), ...changes })
  },

  /** Ends a user's sessions at CIS2, as when a smartcard is removed, and tells the clients that asked to be told. */
  async logOut(state: Cis2State, { userId }: { userId: string }, environment: Environment): Promise<LogoutDelivery[]> {
    const running = [...state.sessions.values()].map(({ signIn }) => signIn).filter((signIn) => signIn.userId === userId)
    return (await Promise.all(running.map((signIn) => logOut(state, environment, signIn)))).flat()
  },

  /** The sessions that run at CIS2. */
  sessions(state: Cis2State, { userId }: { userId?: string }) {
    return [...state.sessions.values()].map(({ signIn }) => signIn).filter((signIn) => userId === undefined || signIn.userId === userId)
  },

  /** Makes a user's tokens of CIS2 (not those of the API platform) expire now. */
  expireTokens(state: Cis2State, { userId }: { userId: string }, environment: Environment) {
    const grants = [...state.accessTokens.values(), ...state.refreshTokens.values()].filter(({ signIn }) => signIn.userId === userId)
    for (const grant of grants) grant.expiresAt = Math.min(grant.expiresAt, environment.clock.now())
    return { expired: grants.length }
  },

  /** An ID token without a sign-in, for a caller that is not a browser; with a flaw, or with claims changed (null takes one away). */
  async mintIdToken(_state: Cis2State, args: MintArgs, environment: Environment) {
    const worker = workerOf(args.userId, environment)
    const assurance = satisfy(worker, args.acr ?? 'AAL2_OR_AAL3_ANY AAL1_USERPASS')
    if (!assurance) throw new Error(`Failed to mint an ID token: ${worker.username} holds an AAL${worker.aal} authenticator, which does not satisfy ${args.acr}.`)
    const issuer = args.issuer ?? issuerFromOutside(environment, 'nhs-cis2')
    const authTime = Math.floor(environment.clock.now() / 1000)
    const signIn = { userId: worker.id, sid: environment.random.uuid(), authTime, aal: worker.aal, issuer, ...assurance, ...(args.selectedRoleId && { selectedRoleId: args.selectedRoleId }) }
    const claims = changeClaims(idTokenClaims(environment, { issuer, clientId: args.audience, signIn }), args.claims)
    return { idToken: await signIdToken(environment.identity.keys['nhs-cis2'], claims, args.flaw && readFlaw(args.flaw)) }
  },
}

export interface MintArgs {
  userId: string
  /** Client id the token is for. */
  audience: string
  acr?: string
  selectedRoleId?: string
  issuer?: string
  flaw?: IdTokenFlaw
  claims?: Record<string, unknown>
}

function workerOf(userId: string, { identity }: Environment): HealthcareWorker {
  const worker = identity.workers.get(userId)
  if (!worker) throw new Error(`Failed to find the worker ${userId}: nobody has that SDS user id. There are ${[...identity.workers.keys()].join(', ') || 'none'}.`)
  return worker
}
