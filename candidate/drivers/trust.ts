import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

const contexts = new Map<string, SecureContext>()

/**
 * TLS options of a connection that trusts an authority (PEM, one or more certificates) beside those that the machine trusts
 * anyway. Node's `ca` option would replace those. Without an authority: no options.
 */
export function trust(authority: string | undefined): { secureContext?: SecureContext } {
  if (authority === undefined) return {}
  let secureContext = contexts.get(authority)
  if (!secureContext) {
    secureContext = createSecureContext({ ca: [...getCACertificates('default'), authority] })
    contexts.set(authority, secureContext)
  }
  return { secureContext }
}
