import type { Violation } from '../../config/evidence.ts'
import { authorise } from './access.ts'
import { applyFault, type Outcome } from './apply-fault.ts'
import { Call } from './call.ts'
import type { Environment } from './environment.ts'
import { routeFinder } from './find-route.ts'
import type { Incoming } from './incoming.ts'
import { Refusal } from './refusal.ts'
import { empty, type Reply } from './reply.ts'
import type { Route } from './route.ts'
import type { AnyService } from './service.ts'

/** Answers one request in an environment; how the outcome goes out is the business of whoever holds the connection. */
export type Dispatch = (incoming: Incoming, environment: Environment, url: string) => Promise<Outcome>

/** Larger request bodies are refused with 413 before anything looks at them. */
export const BODY_LIMIT = 20 * 1024 * 1024

/** Bodies without an announced length are read up to here before the connection is given up. */
const READ_LIMIT = 8 * BODY_LIMIT

const NOTHING = new Uint8Array()

/** Builds the dispatcher of a set of services. */
export function createDispatcher(services: readonly AnyService[]): Dispatch {
  const find = routeFinder(services)

  return async (incoming, environment, url) => {
    const { method } = incoming
    const at = Date.now()
    const started = performance.now()
    const mark = url.indexOf('?')
    // FHIR operations start with a dollar sign, which some clients encode; it is the same path.
    const path = (mark < 0 ? url : url.slice(0, mark)).replaceAll('%24', '$')
    const { service, route, params } = find(method, path)
    const body = method === 'GET' || method === 'HEAD' ? NOTHING : await readBody(incoming)

    const call = new Call({ incoming, environment, url, params, state: service && environment.stateOf(service), body: body ?? NOTHING })
    const entry = environment.journal.add({
      service: service?.key ?? 'unmatched',
      operation: route?.operation ?? 'unmatched',
      at,
      environmentTime: environment.clock.now(),
      durationMs: 0,
      method,
      url,
      headers: incoming.rawHeaders,
      requestBody: call.body.byteLength ? call.body : undefined,
      reply: undefined,
      violations: call.violations,
      fault: undefined,
      subject: undefined,
      processed: false,
    })
    const carryOut = async (): Promise<Reply> => {
      if (body === undefined) return empty(413)
      const [reply, processed] = await answer(call, service, route)
      entry.processed = processed
      return reply
    }

    if (route?.subject) entry.subject = call.subject = subjectOf(route, call)
    const fault = environment.faults.idle || !service ? undefined : environment.faults.take(service.key, entry.operation, call.subject)
    if (fault) entry.fault = fault.kind
    const outcome = fault && service ? await applyFault(fault, call, service, carryOut) : await carryOut()
    entry.subject = call.subject
    entry.durationMs = performance.now() - started
    environment.journal.answered(entry, 'reset' in outcome ? undefined : 'slow' in outcome ? outcome.slow : outcome)
    return outcome
  }
}

function subjectOf(route: Route, call: Call): string | undefined {
  try {
    return route.subject?.(call)
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  }
}

async function answer(call: Call, service: AnyService | undefined, route: Route | undefined): Promise<[Reply, boolean]> {
  if (!service) return [empty(404), false]
  let reply: Reply
  let processed = true
  try {
    if (!route) {
      call.note(unmatched(call, service))
      reply = service.unmatched?.(call) ?? empty(404)
      processed = false
    } else {
      if (route.access?.length) call.grant = authorise(call, route.access, service.refuseAccess!)
      for (const check of route.requires ?? []) check(call)
      reply = await route.handle(call)
    }
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    reply = thrown.reply
    processed = false
    if (thrown.violation) call.violations.push(thrown.violation)
  }
  const common = service.everyReply?.(call)
  return [common ? { ...reply, headers: { ...common, ...reply.headers } } : reply, processed]
}

function unmatched(call: Call, service: AnyService): Violation {
  return { rule: 'no-such-operation', detail: `${call.method} ${call.url}`, clause: `${service.spec.title}: the published API has no such operation` }
}

/** The whole body, or `undefined` when it is larger than `BODY_LIMIT`. */
async function readBody(incoming: Incoming): Promise<Uint8Array | undefined> {
  if (Number(incoming.header('content-length') ?? 0) > BODY_LIMIT) return undefined
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of incoming.body()) {
    size += part.byteLength
    if (size <= BODY_LIMIT) parts.push(part)
    else parts.length = 0
    // To stop reading is to close the connection, and then the answer may never arrive: what is too large is read to its end, up to a point.
    if (size > READ_LIMIT) return undefined
  }
  return size > BODY_LIMIT ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts)
}
