import type { Call } from '../../../kit/call.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { errors } from '../errors.ts'
import type { HealthcareWorkerState } from '../state.ts'
import { personOf } from '../worker.ts'

const CLAUSE = 'Healthcare Worker API: getWorker'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The API key is one of a registered application. */
const apiKey: RequestCheck<HealthcareWorkerState> = (call) => {
  const key = call.header('apikey')
  if (!key) refuse(errors.MISSING_API_KEY(), { rule: 'missing-api-key', detail: 'no apikey header', clause: CLAUSE, pointer: 'apikey' })
  else if (!call.environment.identity.applications.has(key)) refuse(errors.INVALID_API_KEY(), { rule: 'invalid-api-key', detail: 'the apikey is not that of a registered application', clause: CLAUSE, pointer: 'apikey' })
}

/** X-Correlation-Id is a UUID, and mandatory. */
const correlationId: RequestCheck<HealthcareWorkerState> = (call) => {
  const id = call.header('x-correlation-id')
  if (id === undefined || !UUID.test(id)) bad('invalid-correlation-id', `X-Correlation-Id is ${id ?? 'missing'}`, 'x-correlation-id')
}

/** Somebody in the directory, by their SDS user id. */
export const getWorker = route<HealthcareWorkerState>({
  operation: 'getWorker',
  method: 'GET',
  path: '/Worker',
  requires: [apiKey, correlationId],
  handle(call) {
    const id = call.query.get('identifier') ?? ''
    if (!/^\d{12}$/.test(id)) bad('invalid-identifier', id === '' ? 'identifier is missing' : `identifier is ${id}, not twelve digits`, 'query:identifier')
    const worker = workerOf(call, id)
    return json(200, { person: personOf(worker, call.state) })
  },
})

function workerOf(call: Call<HealthcareWorkerState>, id: string) {
  if (call.state.closed.has(id)) return refuse(errors.GONE())
  return call.environment.identity.workers.get(id) ?? refuse(errors.NOT_FOUND())
}

const bad = (rule: string, detail: string, pointer: string): never => refuse(errors.BAD_REQUEST(), { rule, detail, clause: CLAUSE, pointer })
