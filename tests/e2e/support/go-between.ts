import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands between a system and the world. Returns true when it has dealt with a request itself. */
export type Meddle = (request: IncomingMessage, response: ServerResponse) => boolean

/** A go-between for `startExternalCandidate`: what it does not meddle with goes through. */
export function goBetween(context: { after(fn: () => void): void }, meddle: Meddle): (port: number) => Promise<string> {
  return async (port) => {
    const server = createServer((incoming, outgoing) => {
      if (meddle(incoming, outgoing)) return
      const { method, url, headers } = incoming
      const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.once('error', () => outgoing.destroy())
      incoming.pipe(onward)
    })
    context.after(() => {
      server.closeAllConnections()
      server.close()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
}
