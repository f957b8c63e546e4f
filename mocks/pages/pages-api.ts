import { Hono } from 'hono'
import type { Closed } from '../guests.ts'
import type { Environment } from '../kit/environment.ts'
import { faultProblem } from '../fault-problem.ts'
import { CALL_FAULTS, DELIVERY_FAULTS, type Fault } from '../kit/faults.ts'
import type { AnyService } from '../kit/service.ts'
import { services } from '../services.ts'
import { asCurl } from './as-curl.ts'
import { loadCoverage } from './coverage.ts'
import { describeService } from './describe-service.ts'
import { liveEvents, PAGE_OF_TRAFFIC } from './live.ts'
import { readFault } from './read-fault.ts'
import { readFilter, traffic } from './traffic.ts'
import { withoutToken } from './without-token.ts'

/** What the pages show, besides the services themselves. */
export interface Shown {
  urls: { http: string; https?: string; mutual?: string }
  environments: ReadonlyMap<string, Environment>
  /** Environments that the hub has closed, and why; the latest last. */
  closed?: readonly Closed[]
  /** Headed lists for whoever develops against the services: certificates, test users, patients. */
  notes: readonly { title: string; lines: readonly string[] }[]
}

/** What the pages ask for: JSON in and out; refusals are `{ error }`. Whoever hosts it has checked who asks. */
export function createPagesApi(shown: Shown): Hono {
  const app = new Hono().basePath('/api')
  const all: Record<string, AnyService> = services
  app.onError((error, c) => c.json({ error: error.message }, 400))
  app.notFound((c) => c.json({ error: 'There is nothing here.' }, 404))

  const environmentOf = (id: string): Environment => {
    const environment = shown.environments.get(id)
    if (environment) return environment
    const why = whyClosed(id)
    throw new Error(`Failed to find environment ${id}${why === undefined ? '' : `: it was closed, since ${why}`}. Open are: ${[...shown.environments.keys()].join(', ') || 'none'}.`)
  }
  const whyClosed = (id: string): string | undefined => shown.closed?.findLast((each) => each.id === id)?.why

  app.get('/hub', (c) =>
    c.json({
      urls: shown.urls,
      notes: shown.notes,
      callFaults: CALL_FAULTS,
      deliveryFaults: DELIVERY_FAULTS,
      environments: [...shown.environments.values()].map(({ id, token, prefix, journal }) => ({ id, prefix: withoutToken(prefix, token), journalled: journal.position })),
      closed: (shown.closed ?? []).slice(-CLOSED_SHOWN).reverse().map(({ id, at, why }) => ({ id, at, why })),
      services: Object.values(all).map(({ key, title, basePath, routes, errors, deliveries = [] }) => ({ deliveries, key, title, basePath, operations: routes.map(({ operation }) => operation), errors: Object.keys(errors) })),
    }),
  )
  app.get('/services/:key', (c) => {
    const key = c.req.param('key')
    if (!Object.hasOwn(all, key)) throw new Error(`Failed to find service ${key}. There are: ${Object.keys(all).join(', ')}.`)
    return c.json({ ...describeService(all[key]!), coverage: loadCoverage().find(({ service }) => service === key) })
  })

  app.get('/environments/:id/traffic', (c) => {
    const query = new URL(c.req.url).searchParams
    const { journal, token } = environmentOf(c.req.param('id'))
    const before = query.get('before')
    const lines = traffic(environmentOf(c.req.param('id')), PAGE_OF_TRAFFIC, readFilter(query), before === null ? {} : { before: Number(before) })
    return masked({ lines, position: journal.position, dropped: journal.dropped }, token)
  })
  app.get('/environments/:id/exchanges/:seq', (c) => {
    const environment = environmentOf(c.req.param('id'))
    const entry = environment.journal.entry(Number(c.req.param('seq')))
    if (!entry) throw new Error(`Failed to find exchange ${c.req.param('seq')}: the journal no longer has it.`)
    return masked({ exchange: entry, curl: asCurl(entry, shown.urls.http + environment.prefix) }, environment.token)
  })
  app.get('/environments/:id/live', (c) => {
    const id = c.req.param('id')
    environmentOf(id)
    const events = liveEvents(() => shown.environments.get(id), () => whyClosed(id), readFilter(new URL(c.req.url).searchParams), c.req.raw.signal)
    return c.body(events, 200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
  })

  app.post('/environments/:id/faults', async (c) => {
    const fault: Fault = readFault(await c.req.json<unknown>())
    const problem = faultProblem(fault)
    if (problem) throw new Error(`Failed to set a fault: ${problem}.`)
    return c.json({ id: environmentOf(c.req.param('id')).faults.inject(fault) }, 201)
  })
  app.delete('/environments/:id/faults/:fault', (c) => {
    environmentOf(c.req.param('id')).faults.clear(Number(c.req.param('fault')))
    return c.body(null, 204)
  })
  app.put('/environments/:id/clock', async (c) => {
    const { clock } = environmentOf(c.req.param('id'))
    const { advanceMs, reset } = await c.req.json<{ advanceMs?: unknown; reset?: unknown }>()
    if (reset === true) clock.set(Date.now())
    else if (typeof advanceMs === 'number' && Math.abs(advanceMs) <= LONGEST_JUMP_MS) clock.advance(advanceMs)
    else throw new Error('Failed to move the clock: say by how many milliseconds, at most ten years.')
    return c.json({ now: clock.now(), clockOffset: clock.now() - Date.now() })
  })
  return app
}

/** JSON for a page: whoever looks over a hub need not be the one whose environment it is. */
function masked(content: object, token: string | undefined): Response {
  return new Response(withoutToken(JSON.stringify(content), token), { headers: { 'content-type': 'application/json' } })
}

const CLOSED_SHOWN = 50
const LONGEST_JUMP_MS = 10 * 366 * 24 * 60 * 60 * 1000
