import { Hono } from 'hono'
import { CONTROL_KEY_HEADER } from './control-key.ts'
import { faultProblem } from './fault-problem.ts'
import type { GuestRequest, Guests, SharingLimits } from './guests.ts'
import { HubRefusal } from './hub-refusal.ts'
import type { Environment } from './kit/environment.ts'
import type { Fault } from './kit/faults.ts'
import { registerCandidate, type Registration } from './register-candidate.ts'
import { sameSecret } from './same-secret.ts'
import { services } from './services.ts'
import type { AnyService } from './kit/service.ts'

interface Hosting {
  environments: Map<string, Environment>
  guests: Guests
  limits: SharingLimits
  controlKey: string
  /** What a run that is about to use the hub has to know of it: addresses, and what it is made of. */
  facts(): HubFacts
  /** What broke in the hub itself while it answered calls to an environment: a sentence each. */
  breakdownsIn(environment: Environment): string[]
}

/** A hub as it tells of itself. */
export interface HubFacts {
  /** Addresses by which candidates reach it. */
  urls: { https: string; mutual: string }
  /** SHA-256 over all that the services are made of; absent where nobody reckoned it. */
  services?: string
  /** Version of Assay. */
  assay?: string
}

/** What an owner hears who says that it is still there. */
export interface Renewed {
  breakdowns: string[]
  /** How many exchanges the journal has let go. */
  dropped: number
}

/**
 * The hub's control API (`/control`): open and close environments, act for the outside world, inject faults, read the
 * journal, move the clock. JSON in and out; refusals are `{ error }` with what to do, and `code` where a program may want to know.
 *
 * The control key opens all of it. An environment that was opened here has a key of its own, which opens that environment only.
 */
export function createControlApi(hosting: Hosting): Hono {
  const app = new Hono()
  const all: Record<string, AnyService> = services

  app.use('/control/*', async (c, next) => {
    const key = c.req.header(CONTROL_KEY_HEADER) ?? ''
    const id = /^\/control\/environments\/([^/]+)/.exec(c.req.path)?.[1]
    if (!sameSecret(key, hosting.controlKey) && !(id !== undefined && hosting.guests.admits(id, key))) {
      throw new HubRefusal(401, 'ASSAY_HUB_KEY_WRONG', `Failed to use the control API: the ${CONTROL_KEY_HEADER} header is absent or wrong. Send the key the hub printed when it started, or the key of the environment.`)
    }
    return next()
  })
  app.onError((error, c) => (error instanceof HubRefusal ? c.json({ error: error.message, code: error.code }, error.status) : c.json({ error: error.message }, 400)))

  const environmentOf = (id: string): Environment => {
    const environment = hosting.environments.get(id)
    if (environment) return environment
    hosting.guests.refuseClosed(id)
    throw new Error(`Failed to find environment ${id}. Open are: ${[...hosting.environments.keys()].join(', ') || 'none'}.`)
  }
  /** Whoever steers an environment or looks into it uses it. To say that one is still there is not yet use: a run that hangs can do that. */
  const inUse = (id: string): Environment => {
    const environment = environmentOf(id)
    hosting.guests.used(id)
    return environment
  }

  app.get('/control/hub', (c) => c.json({ ...hosting.facts(), limits: hosting.limits, closed: hosting.guests.closed.map(({ id, at, because, why }) => ({ id, at, because, why })) }))
  app.get('/control/environments', (c) => c.json([...hosting.environments.values()].map(({ id, token, prefix, journal }) => ({ id, ...(token === undefined && { prefix }), journalled: journal.position, dropped: journal.dropped }))))
  app.post('/control/environments', async (c) => {
    const { environment, key } = hosting.guests.open(await c.req.json<GuestRequest>())
    return c.json({ id: environment.id, prefix: environment.prefix, key }, 201)
  })
  app.delete('/control/environments/:id', (c) => {
    environmentOf(c.req.param('id'))
    hosting.guests.close(c.req.param('id'))
    return c.body(null, 204)
  })
  app.put('/control/environments/:id/lease', (c) => {
    const environment = environmentOf(c.req.param('id'))
    hosting.guests.renewed(environment.id)
    return c.json({ breakdowns: hosting.breakdownsIn(environment), dropped: environment.journal.dropped } satisfies Renewed)
  })
  app.put('/control/environments/:id/candidate', async (c) => {
    registerCandidate(inUse(c.req.param('id')), await c.req.json<Registration>())
    return c.body(null, 204)
  })

  app.post('/control/environments/:id/faults', async (c) => {
    const fault = await c.req.json<Fault>()
    const problem = faultProblem(fault)
    if (problem) throw new Error(`Failed to inject a fault: ${problem}.`)
    return c.json({ id: inUse(c.req.param('id')).faults.inject(fault) }, 201)
  })
  app.delete('/control/environments/:id/faults', (c) => {
    const { faults } = inUse(c.req.param('id'))
    const ids = c.req.query('ids')
    return c.json({ unused: ids === undefined ? faults.clear() : ids.split(',').flatMap((id) => faults.clear(Number(id))) })
  })

  app.get('/control/environments/:id/journal', (c) => {
    const { service, operation, subject, since } = c.req.query()
    const { journal } = inUse(c.req.param('id'))
    return c.json({
      position: journal.position,
      dropped: journal.dropped,
      entries: journal.read({ ...(service && { service }), ...(operation && { operation }), ...(subject && { subject }), ...(since && { since: Number(since) }) }),
    })
  })
  app.get('/control/environments/:id/journal/position', (c) => c.json({ position: inUse(c.req.param('id')).journal.position }))

  app.put('/control/environments/:id/clock', async (c) => {
    const { advanceMs, set } = await c.req.json<{ advanceMs?: number; set?: number }>()
    const { clock } = inUse(c.req.param('id'))
    if (set !== undefined) clock.set(set)
    if (advanceMs !== undefined) clock.advance(advanceMs)
    return c.json({ now: clock.now() })
  })

  app.post('/control/environments/:id/services/:key/:control', async (c) => {
    const { id, key, control } = c.req.param()
    const environment = inUse(id)
    const service = all[key]
    if (!service) throw new Error(`Failed to find service ${key}. There are: ${Object.keys(all).join(', ')}.`)
    const act = service.controls[control] as ((state: unknown, args: unknown, environment: Environment) => unknown) | undefined
    if (!act) throw new Error(`Failed to find control ${control} of ${key}. It has: ${Object.keys(service.controls).join(', ')}.`)
    const text = await c.req.text()
    const result = await act(environment.stateOf(service), JSON.parse(text), environment)
    hosting.guests.brought(id, text.length)
    return c.json({ result: result ?? null })
  })

  return app
}
