import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Application } from './application.ts'
import { behaviour } from './behaviour.ts'
import type { Config } from './config/config.ts'

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
  (credentials: Pick<ServerOptions, 'key' | 'cert'>, listener: RequestListener): Server =>
    createHttpsServer({ ...credentials, minVersion: 'TLSv1.2' }, listener),
)

export async function listen(application: Application, { listen: { host, port, tls } }: Config): Promise<Listening> {
  const listener = getRequestListener((request) => application.fetch(request)) as RequestListener
  const server = tls
    ? createSecureServer({ key: readFileSync(tls.key), cert: readFileSync(tls.cert) }, listener)
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
