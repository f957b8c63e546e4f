import { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'

/** The certificate with which another system proved who it is. */
export interface ClientCertificate {
  /** Common name of its subject. */
  name: string
  /** Whether an authority that we trust for callers has signed it, and it is valid today. */
  trusted: boolean
}

/** What is known of the connection over which a request came. */
export interface Connection {
  /** Looked at only where a route asks. */
  clientCertificate?(): ClientCertificate | undefined
}

/** The certificate that the other end of a connection holds, if it showed one. */
export function clientCertificateOf(socket: Socket): ClientCertificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const { subject } = socket.getPeerCertificate()
  // Node gives an empty object where there is none.
  if (subject === undefined) return undefined
  return { name: String(subject.CN ?? ''), trusted: socket.authorized }
}
