import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createControlApi } from './control-api.ts'
import { environmentAt } from './environment-at.ts'
import { SocketRequest } from './from-socket.ts'
import { hostGuests, SHARING_LIMITS, type Closed, type SharingLimits } from './guests.ts'
import type { Credentials } from './kit/certificates.ts'
import { createDispatcher } from './kit/dispatcher.ts'
import { Environment } from './kit/environment.ts'
import { CallerGone } from './kit/incoming.ts'
import type { JournalLimits } from './kit/journal.ts'
import type { AnyService } from './kit/service.ts'
import { seedWorld } from './seed.ts'
import { services as allServices } from './services.ts'
import { writeOutcome } from './write-outcome.ts'

export interface HubOptions {
  /** Loopback unless asked otherwise. */
  host?: string
  /**
   * The hub is shared: plain HTTP stays on loopback whatever `host` is, and the control API wants a client certificate of whoever
   * comes from elsewhere.
   */
  shared?: {
    /** Name or address by which others reach it; `host` unless said otherwise. */
    name?: string
    /** SHA-256 over all that the services are made of, for runs that have to be sure they are theirs. */
    services?: string
    /** Version of Assay. */
    assay?: string
  }
  /** What environments that others open may take; `SHARING_LIMITS` unless said otherwise. */
  limits?: Partial<SharingLimits>
  /** Milliseconds since the epoch, by which environments grow old. */
  now?: () => number
  /** Port for plain HTTP; 0 picks a free one. */
  port?: number
  /** With certificates the hub also listens on HTTPS, and on a second HTTPS port that demands a client certificate. */
  tls?: { server: Credentials; authority: string; httpsPort?: number; mutualPort?: number }
  /** Key that callers of the control API must present. A random one when absent. */
  controlKey?: string
  /** Which services to host; all of them unless said otherwise. */
  services?: readonly AnyService[]
  /** What the journal of each environment keeps, `JOURNAL_LIMITS` unless said otherwise. */
  journalLimits?: JournalLimits
}

/** A running hub: one server for all services and all environments. */
export interface Hub {
  /** `http://127.0.0.1:1234` and so on, without a trailing slash. */
  urls: { http: string; https?: string; mutual?: string }
  controlKey: string
  environments: Map<string, Environment>
  /** Opens an isolated environment of the hub's own, seeded with the synthetic world: without a token, without limits, until it is closed. */
  open(id: string, seed?: number): Environment
  /** Closes environments that others have opened and left. Happens by itself, too. */
  sweep(): void
  /** Environments of others that were closed, and why; the latest last. */
  closed: readonly Closed[]
  /** Faults of the harness itself, which were answered with a bare 500. Never the candidate's doing. */
  breakdowns: { at: number; url: string; error: unknown }[]
  close(): Promise<void>
}

/** Starts the hub. Resolves when it listens. */
export async function startHub(options: HubOptions = {}): Promise<Hub> {
  const host = options.host ?? LOOPBACK
  const controlKey = options.controlKey ?? randomBytes(24).toString('base64url')
  const environments = new Map<string, Environment>()
  const breakdowns: Hub['breakdowns'] = []
  const dispatch = createDispatcher(options.services ?? Object.values(allServices))

  const place = (id: string, seed: number, { token, journalLimits = options.journalLimits }: { token?: string; journalLimits?: JournalLimits } = {}): Environment => {
    if (environments.has(id)) throw new Error(`Failed to open environment ${id}: it is open already. Close it first or choose another id.`)
    const environment = new Environment(id, seed, journalLimits, token)
    environment.origin = urls.https ?? urls.http
    seedWorld(environment)
    environments.set(id, environment)
    return environment
  }
  const isOf = ({ prefix }: Environment) => ({ url }: Hub['breakdowns'][number]) => url === prefix || url.startsWith(`${prefix}/`)
  const limits = { ...SHARING_LIMITS, ...options.limits }
  const guests = hostGuests({
    environments,
    place,
    limits,
    now: options.now ?? Date.now,
    onClose: (environment) => {
      const isOfIt = isOf(environment)
      breakdowns.splice(0, breakdowns.length, ...breakdowns.filter((breakdown) => !isOfIt(breakdown)))
    },
  })
  const sweeping = setInterval(guests.sweep, SWEEP_MS).unref()
  const control = createControlApi({
    environments,
    guests,
    limits,
    controlKey,
    facts: () => ({ urls: { https: urls.https ?? urls.http, mutual: urls.mutual ?? urls.http }, ...(options.shared?.services !== undefined && { services: options.shared.services }), ...(options.shared?.assay !== undefined && { assay: options.shared.assay }) }),
    breakdownsIn: (environment) => breakdowns.filter(isOf(environment)).map(breakdownText),
  })

  const broken = (url: string, error: unknown): Response => {
    breakdowns.push({ at: Date.now(), url, error })
    return new Response(null, BREAKDOWN)
  }
  const controlListener = getRequestListener((request) => Promise.resolve(control.fetch(request)).catch((error: unknown) => broken(request.url, error)), { overrideGlobalObjects: false })

  const answerNational = async (incoming: IncomingMessage, outgoing: ServerResponse, url: string): Promise<void> => {
    try {
      const slash = url.indexOf('/', 3)
      const environment = environmentAt(environments, slash < 0 ? url.slice(3) : url.slice(3, slash))
      if (!environment) return void outgoing.writeHead(404, { 'content-type': 'text/plain' }).end('No such environment is open.')
      const outcome = await dispatch(new SocketRequest(incoming), environment, slash < 0 ? '/' : url.slice(slash))
      guests.brought(environment.id)
      await writeOutcome(outcome, outgoing, () => reset(incoming, outgoing))
    } catch (error) {
      if (error instanceof CallerGone) return
      broken(url, error)
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(BREAKDOWN.status, BREAKDOWN.headers).end()
    }
  }
  const listener: RequestListener = (incoming, outgoing) => {
    const url = incoming.url ?? '/'
    void (url.startsWith('/e/') ? answerNational(incoming, outgoing, url) : controlListener(incoming, outgoing))
  }
  /** Where anybody can connect who trusts the hub: not the place for steering it. */
  const nationalOnly: RequestListener = (incoming, outgoing) => {
    const url = incoming.url ?? '/'
    if (url.startsWith('/e/')) void answerNational(incoming, outgoing, url)
    else outgoing.writeHead(403, { 'content-type': 'application/json' }).end('{"error":"The control API of a shared hub is on the port that demands a client certificate."}')
  }

  const servers: Server[] = []
  const listen = async (server: Server, port: number, scheme: string, at = host, name = options.shared?.name ?? at): Promise<string> => {
    servers.push(server)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, at, resolve)
    })
    return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${(server.address() as AddressInfo).port}`
  }

  const plainHost = options.shared ? LOOPBACK : host
  const listenEverywhere = async (): Promise<Hub['urls']> => {
    const http = await listen(createHttpServer(KEEP_ALIVE, listener), options.port ?? 0, 'http', plainHost, plainHost)
    if (!options.tls) return { http }
    const { server, authority } = options.tls
    const credentials = { ...KEEP_ALIVE, key: server.key, cert: server.certificate, minVersion: 'TLSv1.2' as const }
    const https = await listen(createHttpsServer(credentials, options.shared ? nationalOnly : listener), options.tls.httpsPort ?? 0, 'https')
    const mutual = createHttpsServer({ ...credentials, ca: authority, requestCert: true, rejectUnauthorized: true }, listener)
    return { http, https, mutual: await listen(mutual, options.tls.mutualPort ?? 0, 'https') }
  }
  const close = async (): Promise<void> => {
    clearInterval(sweeping)
    await Promise.all(
      servers.map((server) => {
        server.closeAllConnections()
        return new Promise((resolve) => server.close(resolve))
      }),
    )
  }
  const urls = await listenEverywhere().catch(async (error: unknown) => {
    await close()
    throw error
  })

  return {
    urls,
    controlKey,
    environments,
    open: (id, seed = 1) => place(id, seed),
    sweep: guests.sweep,
    closed: guests.closed,
    breakdowns,
    close,
  }
}

const LOOPBACK = '127.0.0.1'

/** How often the hub looks for environments that were left. */
const SWEEP_MS = 10_000

/** A fault of a service itself, as a run tells of it: nobody's fault but ours. */
export const breakdownText = ({ url, error }: Hub['breakdowns'][number]): string => `A mocked service broke while it answered ${url}: ${error instanceof Error ? error.message : String(error)}`

/** A minute of idleness before a kept-alive connection closes: candidates reuse connections between scenarios. */
const KEEP_ALIVE = { keepAliveTimeout: 60_000 }

/** How the hub answers when it is itself at fault. */
const BREAKDOWN = { status: 500, headers: { 'x-assay-breakdown': 'true' } }

/** Cuts the connection without an answer, as a broken network does: with RST where Node can (not for TLS sockets), or by closing it. */
function reset({ socket }: IncomingMessage, outgoing: ServerResponse): void {
  if ('encrypted' in socket) socket.destroy()
  else if ('resetAndDestroy' in socket) socket.resetAndDestroy()
  else outgoing.destroy()
}
