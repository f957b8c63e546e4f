import type { Environment } from '../../kit/environment.ts'
import { createOidcState, type OidcState } from '../../kit/oidc/grants.ts'
import { PLATFORM_CALLBACK, PLATFORM_CLIENT_ID } from '../../kit/oidc/provider.ts'
import { backChannel } from './back-channel.ts'

/** Who signed in, when, and how far they are trusted. */
export interface SignIn {
  nhsNumber: string
  sid: string
  /** When the user proved who they are (seconds since the epoch). */
  authTime: number
  /** Vector of trust that was reached, `P9.Cp.Cd`. */
  vot: string
}

export interface NhsLoginState extends OidcState<SignIn> {
  /** `client_user_metadata` by client id and subject. */
  metadata: Map<string, string>
}

/** Empty but for the API platform, which is a client of NHS login like any other. */
export function createState(environment: Environment): NhsLoginState {
  const platform = { clientId: PLATFORM_CLIENT_ID, redirectUris: [PLATFORM_CALLBACK], secret: environment.random.token(32) }
  const state = { ...createOidcState<SignIn>([platform]), metadata: new Map<string, string>() }
  environment.identity.providers.set('nhs-login', backChannel(state, environment))
  return state
}
