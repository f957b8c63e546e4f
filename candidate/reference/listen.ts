import { readFileSync } from 'node:fs'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Application } from './application.ts'
import type { Config } from './config/config.ts'

/** A system that answers on the network. */
export interface Listening {
  url: string
  /** Stops taking requests, lets those under way finish, and closes the store. */
  close(): Promise<void>
}

/** How long requests under way may take to finish when the system stops. */
const GRACE_MS = 2000

export async function listen(application: Application, { listen: { host, port, tls } }: Config): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request) => application.fetch(request),
    ...(tls && { createServer: createHttpsServer, serverOptions: { key: readFileSync(tls.key), cert: readFileSync(tls.cert) } }),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      const cutOff = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS)
      await closed
      clearTimeout(cutOff)
      await application.close()
    },
  }
}
