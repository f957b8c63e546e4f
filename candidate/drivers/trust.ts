import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

const contexts = new Map<string, SecureContext>()

/**
 * TLS options of a connection that trusts an authority (PEM, one or more certificates) beside those that the machine trusts
 * anyway. Node's `ca` option would replace those. Without an authority: no options. `own` is shown to whoever asks who is calling.
 */
export function trust(authority: string | undefined, own?: { key: string; certificate: string }): { secureContext?: SecureContext } {
  if (authority === undefined && !own) return {}
  const name = `${authority ?? ''}\n${own?.certificate ?? ''}`
  let secureContext = contexts.get(name)
  if (!secureContext) {
    secureContext = createSecureContext({
      ...(authority !== undefined && { ca: [...getCACertificates('default'), authority] }),
      ...(own && { key: own.key, cert: own.certificate }),
    })
    contexts.set(name, secureContext)
  }
  return { secureContext }
}
