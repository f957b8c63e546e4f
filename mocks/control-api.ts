import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { CONTROL_KEY_HEADER } from './control-key.ts'
import { faultProblem } from './fault-problem.ts'
import type { Environment } from './kit/environment.ts'
import type { Fault } from './kit/faults.ts'
import { services } from './services.ts'
import type { AnyService } from './kit/service.ts'

interface Hosting {
  environments: Map<string, Environment>
  open(id: string, seed?: number): Environment
  controlKey: string
}

/**
 * The hub's control API (`/control`): open and close environments, act for the outside world, inject faults, read the
 * journal, move the clock. JSON in and out; refusals are `{ error }` with what to do.
 */
export function createControlApi(hosting: Hosting): Hono {
  const app = new Hono()
  const all: Record<string, AnyService> = services

  app.use('/control/*', async (c, next) => {
    if (!sameKey(c.req.header(CONTROL_KEY_HEADER) ?? '', hosting.controlKey)) {
      return c.json({ error: `Failed to use the control API: the ${CONTROL_KEY_HEADER} header is absent or wrong. Send the key the hub printed when it started.` }, 401)
    }
    return next()
  })
  app.onError((error, c) => c.json({ error: error.message }, 400))

  const environmentOf = (id: string): Environment => {
    const environment = hosting.environments.get(id)
    if (!environment) throw new Error(`Failed to find environment ${id}. Open are: ${[...hosting.environments.keys()].join(', ') || 'none'}.`)
    return environment
  }

  app.get('/control/environments', (c) => c.json([...hosting.environments.values()].map(({ id, prefix, journal }) => ({ id, prefix, journalled: journal.position }))))
  app.post('/control/environments', async (c) => {
    const { id, seed } = await c.req.json<{ id: string; seed?: number }>()
    const environment = hosting.open(id, seed)
    return c.json({ id: environment.id, prefix: environment.prefix }, 201)
  })
  app.delete('/control/environments/:id', (c) => {
    environmentOf(c.req.param('id'))
    hosting.environments.delete(c.req.param('id'))
    return c.body(null, 204)
  })

  app.post('/control/environments/:id/faults', async (c) => {
    const fault = await c.req.json<Fault>()
    const problem = faultProblem(fault)
    if (problem) throw new Error(`Failed to inject a fault: ${problem}.`)
    return c.json({ id: environmentOf(c.req.param('id')).faults.inject(fault) }, 201)
  })
  app.delete('/control/environments/:id/faults', (c) => {
    const { faults } = environmentOf(c.req.param('id'))
    const ids = c.req.query('ids')
    return c.json({ unused: ids === undefined ? faults.clear() : ids.split(',').flatMap((id) => faults.clear(Number(id))) })
  })

  app.get('/control/environments/:id/journal', (c) => {
    const { service, operation, subject, since } = c.req.query()
    const { journal } = environmentOf(c.req.param('id'))
    return c.json({
      position: journal.position,
      dropped: journal.dropped,
      entries: journal.read({ ...(service && { service }), ...(operation && { operation }), ...(subject && { subject }), ...(since && { since: Number(since) }) }),
    })
  })
  app.get('/control/environments/:id/journal/position', (c) => c.json({ position: environmentOf(c.req.param('id')).journal.position }))

  app.put('/control/environments/:id/clock', async (c) => {
    const { advanceMs, set } = await c.req.json<{ advanceMs?: number; set?: number }>()
    const { clock } = environmentOf(c.req.param('id'))
    if (set !== undefined) clock.set(set)
    if (advanceMs !== undefined) clock.advance(advanceMs)
    return c.json({ now: clock.now() })
  })

  app.post('/control/environments/:id/services/:key/:control', async (c) => {
    const { id, key, control } = c.req.param()
    const environment = environmentOf(id)
    const service = all[key]
    if (!service) throw new Error(`Failed to find service ${key}. There are: ${Object.keys(all).join(', ')}.`)
    const act = service.controls[control] as ((state: unknown, args: unknown, environment: Environment) => unknown) | undefined
    if (!act) throw new Error(`Failed to find control ${control} of ${key}. It has: ${Object.keys(service.controls).join(', ')}.`)
    const result = await act(environment.stateOf(service), await c.req.json(), environment)
    return c.json({ result: result ?? null })
  })

  return app
}

function sameKey(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
