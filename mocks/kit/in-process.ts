import { createDispatcher } from './dispatcher.ts'
import { Environment } from './environment.ts'
import { fromRequest } from './incoming.ts'
import type { AnyService } from './service.ts'
import { toResponse } from './to-response.ts'

/**
 * Services without a server: a web-standard `fetch(request)` over a fresh environment, for unit tests and for MSW.
 * URLs are those of the hub: `https://hub.test/e/<id>/<base path>/...`.
 */
export function inProcess(services: readonly AnyService[], options: { id?: string; seed?: number } = {}) {
  const environment = new Environment(options.id ?? 'test', options.seed ?? 1)
  const dispatch = createDispatcher(services)
  const origin = 'https://hub.test'
  environment.origin = origin
  return {
    environment,
    /** Where the environment's URLs begin. */
    baseUrl: `${origin}${environment.prefix}`,
    async fetch(input: string | URL | Request, init?: RequestInit, transport: { clientCertificate?: { commonName: string } } = {}): Promise<Response> {
      const request = input instanceof Request ? input : new Request(input, init)
      const { pathname, search } = new URL(request.url)
      return toResponse(await dispatch(fromRequest(request, transport.clientCertificate), environment, (pathname + search).slice(environment.prefix.length)))
    },
  }
}
