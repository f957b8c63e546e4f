import type { ConsumerAnswer, ConsumerRequest } from '../../port/gp-connect.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { DriverOptions } from '../driver.ts'
import { createHttpClient, type HttpClient } from './http.ts'

/** Calls the candidate as other systems do, each with whichever certificate it holds. One connection a certificate is kept. */
export function createCallers({ config, recorder }: Pick<DriverOptions, 'config' | 'recorder'>) {
  const clients = new Map<string, HttpClient>()
  const clientFor = (certificate: ConsumerRequest['certificate']): HttpClient => {
    const name = certificate?.certificate ?? 'none'
    const client =
      clients.get(name) ??
      createHttpClient({
        baseUrl: config.baseUrl,
        ...(config.authority && { authority: config.authority }),
        ...(certificate && { clientCertificate: certificate }),
        requestMs: config.limits.requestMs,
        recorder,
      })
    clients.set(name, client)
    return client
  }
  return {
    async call({ verb, url, method, query = [], headers, body, certificate }: Omit<ConsumerRequest, 'root' | 'path'> & { verb: string; url: string }): Promise<ConsumerAnswer> {
      const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
      try {
        const incoming = await clientFor(certificate).send({ verb, method, url: `${url}${search && `?${search}`}`, headers: { ...headers }, ...(body !== undefined && { body }) })
        return { status: incoming.status, headers: incoming.headers, json: parse(incoming.body), text: incoming.body, exchange: incoming.exchange }
      } catch (error) {
        if (error instanceof CandidateFault && wasRefused(error.cause)) return refusedConnection(error)
        throw error
      }
    },
    close: async (): Promise<void> => {
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}

/** Whether the other end ended a connection that it did not want. */
function wasRefused(cause: unknown): boolean {
  const { code = '' } = (cause ?? {}) as { code?: string }
  return /^(ERR_SSL|ECONNRESET|EPIPE|UND_ERR_SOCKET)/.test(code)
}

const refusedConnection = ({ message, exchange }: CandidateFault): ConsumerAnswer => ({
  status: 0,
  headers: {},
  json: undefined,
  text: message,
  exchange: exchange ?? 'none',
})

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Whoever looks at the answer says that it is not JSON.
    return undefined
  }
}
