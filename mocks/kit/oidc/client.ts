import type { JWK } from 'jose'

/** A relying party, as registered with a sign-in service. It proves itself with a key (private_key_jwt) or with a secret. */
export interface OidcClient {
  clientId: string
  /** Compared as a whole. One that begins with `/` is below the environment's base URL. */
  redirectUris: string[]
  jwks?: { keys: JWK[] }
  secret?: string
  /** Where the service says that a session has ended. */
  backchannelLogoutUri?: string
  /** NHS login: enabled for IM1, and so for GP integration credentials. */
  im1?: boolean
}

/** Checks what a control was given as a client; throws with everything that is wrong with it. */
export function readClient(args: OidcClient): OidcClient {
  const problems = [
    !args.clientId && 'clientId is absent',
    !args.redirectUris?.length && 'redirectUris names no address',
    !args.jwks === !args.secret && 'one of jwks and secret is needed, not both',
    args.jwks && !args.jwks.keys?.length && 'jwks has no keys',
  ].filter((problem) => typeof problem === 'string')
  if (problems.length > 0) throw new Error(`Failed to register a client: ${problems.join('; ')}.`)
  return args
}

/** Whether a redirect URI is one of those registered. */
export function isRegistered(client: OidcClient, redirectUri: string, baseUrl: string): boolean {
  return client.redirectUris.some((registered) => (registered.startsWith('/') ? baseUrl + registered : registered) === redirectUri)
}
