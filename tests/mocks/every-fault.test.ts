import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { faultProblem } from '../../mocks/fault-problem.ts'
import { CALL_FAULTS, DELIVERY_FAULTS } from '../../mocks/kit/faults.ts'
import { inProcess } from '../../mocks/kit/in-process.ts'
import type { Route } from '../../mocks/kit/route.ts'
import type { AnyService } from '../../mocks/kit/service.ts'
import { services } from '../../mocks/services.ts'

const all: AnyService[] = Object.values(services)

/** One caller for one service; requests are bare, so that most are refused: a fault strikes all the same. */
function callerOf(service: AnyService) {
  const { environment, fetch, baseUrl } = inProcess([service])
  return {
    environment,
    async call({ method, path }: Route) {
      const url = `${baseUrl}${service.basePath}${path.replaceAll(/:\w+(\{[^}]*\})?\??/g, '9990000018')}`
      try {
        const response = await fetch(url, { method, ...(method !== 'GET' && method !== 'HEAD' && { body: '{}', headers: { 'content-type': 'application/json' } }) })
        return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
      } catch (error) {
        // What fetch makes of a connection that breaks; anything else is a slip of ours.
        if (!(error instanceof TypeError) || error.message !== 'fetch failed') throw error
        return undefined
      }
    },
  }
}

for (const service of all) {
  describe(`faults of ${service.key}`, () => {
    for (const kind of CALL_FAULTS.filter((each) => each !== 'error')) {
      test(`${kind} strikes every operation`, async () => {
        const { environment, call } = callerOf(service)
        for (const route of service.routes) {
          const fault = { service: service.key, operation: route.operation, kind, ms: 2, ...(kind === 'status' && { status: 503 }) }
          assert.equal(faultProblem(fault), undefined)
          environment.faults.inject(fault)
          const answer = await call(route)
          const entry = environment.journal.newest(1)[0]!
          assert.deepEqual([entry.operation, entry.fault], [route.operation, kind])
          if (kind === 'reset' || kind === 'timeout') assert.equal(answer, undefined)
          else if (kind === 'status') assert.deepEqual([answer?.status, answer?.body], [503, ''])
          else if (kind === 'html') assert.deepEqual([answer?.status, answer?.type], [502, 'text/html'])
          else if (kind === 'wrong-content-type') assert.equal(answer?.type, 'text/plain')
          else assert.ok(answer && answer.status < 500, `${route.operation}: ${answer?.status}`)
        }
        assert.deepEqual(environment.faults.clear(), [], 'every fault was met')
      })
    }

    test('every documented error can be had, with a status that refuses, delays or warns, whatever was sent', async () => {
      const { environment, call } = callerOf(service)
      for (const name of Object.keys(service.errors)) {
        environment.faults.inject({ service: service.key, kind: 'error', name })
        const answer = await call(service.routes.find(({ method }) => method === 'POST') ?? service.routes[0]!)
        assert.ok(answer && answer.status >= 200 && answer.status <= 599, `${name}: ${answer?.status}`)
        if (answer.type?.includes('json') && answer.body !== '') JSON.parse(answer.body)
      }
    })

    test('deliveries, if there are any, can come twice or out of order; where there are none such a fault is refused', () => {
      for (const kind of DELIVERY_FAULTS) {
        assert.equal(faultProblem({ service: service.key, kind }) === undefined, Boolean(service.deliveries?.length))
        for (const delivery of service.deliveries ?? []) assert.equal(faultProblem({ service: service.key, kind, operation: delivery }), undefined)
      }
    })
  })
}
