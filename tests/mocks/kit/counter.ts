import { application, healthcareWorker, patient } from '../../../mocks/kit/access.ts'
import { GATEWAY_FAULTS } from '../../../mocks/kit/gateway-fault.ts'
import type { Grant } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { refuse } from '../../../mocks/kit/refusal.ts'
import { json } from '../../../mocks/kit/reply.ts'
import { defineService } from '../../../mocks/kit/service.ts'

/** A small service to try the kit on: a count for every patient, which some may see and others raise. */
export const counter = defineService({
  key: 'counter',
  title: 'Counter',
  basePath: '/counter/v1',
  spec: { title: 'Counter', url: 'https://example.org/counter' },
  state: () => ({ counts: new Map<string, number>(), order: [] as string[] }),
  routes: [
    { operation: 'open', method: 'GET', path: '/open/:word', handle: ({ params }) => json(200, { word: params['word'] }) },
    {
      operation: 'read',
      method: 'GET',
      path: '/Patient/:nhsNumber',
      subject: ({ params }) => params['nhsNumber'],
      handle: ({ state, params }) => json(200, { count: state.counts.get(params['nhsNumber']!) ?? 0 }),
    },
    {
      operation: 'raise',
      method: 'POST',
      path: '/Patient/:nhsNumber',
      subject: ({ params }) => params['nhsNumber'],
      access: [application(), healthcareWorker({ aal: [3] }), patient()],
      requires: [
        ({ state }) => void state.order.push('first'),
        (call) => {
          call.state.order.push('second')
          if (!call.header('x-request-id')) refuse(json(400, { error: 'no X-Request-ID' }), { rule: 'no-request-id', detail: 'X-Request-ID is absent', clause: 'Counter, 1', pointer: 'x-request-id' })
        },
      ],
      handle: (call) => {
        const { by } = (call.json ?? {}) as { by?: number }
        if (by === undefined) call.note({ rule: 'no-step', detail: 'by is absent', clause: 'Counter, 2' })
        const count = (call.state.counts.get(call.params['nhsNumber']!) ?? 0) + (by ?? 1)
        call.state.counts.set(call.params['nhsNumber']!, count)
        return json(200, { count })
      },
    },
    {
      operation: 'break',
      method: 'POST',
      path: '/break',
      handle: () => {
        throw new Error('a fault of the harness')
      },
    },
  ],
  errors: { busy: () => json(503, { error: 'busy' }, { 'retry-after': '5' }) },
  refuseAccess: (problem) => json(problem === 'wrong-kind' ? 403 : 401, { fault: GATEWAY_FAULTS[problem].faultstring }),
  everyReply: (call) => ({ 'x-request-id': call.header('x-request-id') ?? 'none' }),
  controls: {},
})

/** The service in an environment of its own, with somebody signed in as `token`. */
export function setUp(grant: Partial<Grant> = {}) {
  const hub = inProcess([counter])
  const url = `${hub.baseUrl}/counter/v1`
  const hour = hub.environment.clock.now() + 3600_000
  hub.environment.identity.tokens.set('token', { kind: 'application', applicationId: 'a', issuedAt: 0, expiresAt: hour, ...grant } as Grant)
  const signedIn = { authorization: 'Bearer token', 'x-request-id': 'r-1' }
  const raise = (nhsNumber: string, init: RequestInit = {}) => hub.fetch(`${url}/Patient/${nhsNumber}`, { method: 'POST', body: '{"by":1}', ...init, headers: { ...signedIn, ...(init.headers as Record<string, string>) } })
  const read = async (nhsNumber: string) => hub.fetch(`${url}/Patient/${nhsNumber}`)
  return { ...hub, url, raise, read, state: hub.environment.stateOf(counter), journal: hub.environment.journal, faults: hub.environment.faults }
}

export const ANNA = '9990000018'
export const BEN = '9990000026'
