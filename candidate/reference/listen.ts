import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Application } from './application.ts'
import { behaviour } from './behaviour.ts'
import type { Config } from './config/config.ts'
import { clientCertificateOf } from './http/client-certificate.ts'

/** A system that answers on the network. */
export interface Listening {
  url: string
  /** Stops taking requests, lets those under way finish, and closes the store. */
  close(): Promise<void>
}

/** How long requests under way may take to finish when the system stops. */
const GRACE_MS = 2000

/** Takes connections that are encrypted as of TLS 1.2, and no others. */
export const createSecureServer = behaviour(
  'http.createSecureServer',
  (credentials: Pick<ServerOptions, 'key' | 'cert' | 'ca' | 'requestCert' | 'rejectUnauthorized'>, listener: RequestListener): Server =>
    createHttpsServer({ ...credentials, minVersion: 'TLSv1.2' }, listener),
)

export async function listen(application: Application, { listen: { host, port, tls } }: Config): Promise<Listening> {
  const listener = getRequestListener((request, { incoming }) =>
    application.fetch(request, { clientCertificate: () => clientCertificateOf(incoming.socket as Socket) }),
  ) as RequestListener
  const server = tls
    ? createSecureServer(
        {
          key: readFileSync(tls.key),
          cert: readFileSync(tls.cert),
          // Asked of everybody, demanded of nobody here: people come without one. A route that needs it looks for it.
          ...(tls.callers && { ca: readFileSync(tls.callers), requestCert: true, rejectUnauthorized: false }),
        },
        listener,
      )
    : createHttpServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      if (holdsConnections(server)) server.closeIdleConnections()
      const cutOff = setTimeout(() => holdsConnections(server) && server.closeAllConnections(), GRACE_MS)
      await closed
      clearTimeout(cutOff)
      await application.close()
    },
  }
}

const holdsConnections = (server: Server): server is HttpServer => 'closeAllConnections' in server
