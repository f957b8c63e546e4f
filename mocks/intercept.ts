import { http, HttpResponse, type HttpHandler } from 'msw'
import { Environment } from './kit/environment.ts'
import { createDispatcher } from './kit/dispatcher.ts'
import type { Identity } from './kit/identity.ts'
import { fromRequest } from './kit/incoming.ts'
import { toResponse } from './kit/to-response.ts'
import { seedWorld } from './seed.ts'
import { services as all } from './services.ts'

/** The services inside a Node process: a supplier's unit tests talk to them without a server. */
export interface Interception {
  /** For MSW's `setupServer(...handlers)`. One handler for all services, since MSW tries each in turn. */
  handlers: HttpHandler[]
  /** Base URL to point the system under test at. */
  baseUrl: string
  /** The world behind it: journal, faults, clock, people. */
  environment: Environment
  identity: Identity
}

/**
 * Answers `fetch` and `http` calls to `baseUrl` with the mocked national services, through MSW.
 *
 * @param options `clientName`: common name of the client certificate that your system would show
 *
 * @example
 * const national = intercept()
 * const server = setupServer(...national.handlers)
 * server.listen()
 * await fetch(`${national.baseUrl}/oauth2/_ping`)
 * national.environment.journal.read({ service: 'oauth2' })
 */
export function intercept(options: { baseUrl?: string; seed?: number; clientName?: string } = {}): Interception {
  const baseUrl = options.baseUrl ?? 'https://national.test'
  const environment = new Environment('msw', options.seed ?? 1)
  seedWorld(environment)
  const dispatch = createDispatcher(Object.values(all))
  const below = new URL(baseUrl).pathname.replace(/\/$/, '')
  // There is no TLS inside a process: services that demand a client certificate are told that one was shown.
  const clientCertificate = { commonName: options.clientName ?? 'system under test' }
  const handler = http.all(`${baseUrl}/*`, async ({ request }) => {
    const { pathname, search } = new URL(request.url)
    const outcome = await dispatch(fromRequest(request, clientCertificate), environment, pathname.slice(below.length) + search)
    return 'reset' in outcome ? HttpResponse.error() : toResponse(outcome)
  })
  return { handlers: [handler], baseUrl, environment, identity: environment.identity }
}
