import type { Environment } from '../../kit/environment.ts'
import { createOidcState, type OidcState } from '../../kit/oidc/grants.ts'
import { PLATFORM_CALLBACK, PLATFORM_CLIENT_ID } from '../../kit/oidc/provider.ts'
import { backChannel } from './back-channel.ts'

/** Who signed in, when, and how. */
export interface SignIn {
  /** SDS user id. */
  userId: string
  /** Session id: what a back-channel logout names. */
  sid: string
  /** When the user proved who they are (seconds since the epoch). */
  authTime: number
  /** The context class that was satisfied, `AAL3_ANY`. */
  acr: string
  aal: 1 | 2 | 3
  /** The method used, `N3_SMARTCARD`. */
  method: string
  /** Role profile id chosen at sign-in, when the client asked for a choice. */
  selectedRoleId?: string
  /** The issuer as the browser addressed it. */
  issuer: string
}

export type Cis2State = OidcState<SignIn>

/** Empty but for the API platform, which is a client of CIS2 like any other. */
export function createState(environment: Environment): Cis2State {
  const platform = {
    clientId: PLATFORM_CLIENT_ID,
    redirectUris: [PLATFORM_CALLBACK],
    secret: environment.random.token(32),
    backchannelLogoutUri: '/oauth2/backchannel_logout',
  }
  const state = createOidcState<SignIn>([platform])
  environment.identity.providers.set('nhs-cis2', backChannel(state, environment))
  return state
}
