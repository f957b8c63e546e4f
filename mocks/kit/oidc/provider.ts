import type { Call } from '../call.ts'
import type { Environment } from '../environment.ts'

/** The two services that sign people in. */
export type ProviderName = 'nhs-cis2' | 'nhs-login'

/** Where each lives below the environment's prefix. Together with the base URL it is the issuer of its tokens. */
export const ISSUER_PATHS: Readonly<Record<ProviderName, string>> = {
  'nhs-cis2': '/openam/oauth2/realms/root/realms/NHSIdentity/realms/Healthcare',
  'nhs-login': '/nhs-login',
}

/** The issuer as the caller of this call addresses it. */
export function issuer(call: Call, provider: ProviderName): string {
  return call.baseUrl + ISSUER_PATHS[provider]
}

/**
 * Which of the environment's sign-in services an `iss` names. The origin is left open, since the hub answers under
 * several (HTTP, HTTPS, mutual TLS); the prefix keeps environments apart, and the signature does the rest.
 */
export function providerOfIssuer(iss: unknown, environment: Environment): ProviderName | undefined {
  if (typeof iss !== 'string' || !URL.canParse(iss)) return undefined
  const { origin } = new URL(iss)
  return (Object.keys(ISSUER_PATHS) as ProviderName[]).find((name) => iss === origin + environment.prefix + ISSUER_PATHS[name])
}

/** Where a control, which is not called over HTTP, finds the issuer. */
export function issuerFromOutside(environment: Environment, provider: ProviderName): string {
  if (environment.origin) return environment.origin + environment.prefix + ISSUER_PATHS[provider]
  throw new Error(
    `Failed to name the issuer of ${provider}: environment ${environment.id} has no origin. Pass the issuer, or set environment.origin where the environment is opened.`,
  )
}

/** The id under which the API platform is a client of both sign-in services, for combined authentication. */
export const PLATFORM_CLIENT_ID = 'api-platform.apps.national'

/** Where the sign-in services send the user back to the API platform. */
export const PLATFORM_CALLBACK = '/oauth2/callback'

/** What a sign-in service offers the API platform over the back channel: in reality HTTP between two hosts of NHS England. */
export interface IdentityProvider {
  /** Exchanges the code of a sign-in for tokens; `undefined` when the code is not good (any more). */
  redeem(call: Call, code: string): Promise<{ idToken: string; accessToken: string } | undefined>
  /** The claims behind an access token of the provider; `undefined` when the token is not good (any more). */
  userinfo(accessToken: string): Record<string, unknown> | undefined
}
