import { isValid as isNhsNumber } from '../../../../config/identifiers/nhs-number.ts'
import { application } from '../../../kit/access.ts'
import { json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors, invalid, requireCorrelationId } from '../errors.ts'
import type { CloudEvent } from '../event.ts'
import { publish } from '../publish.ts'
import { EVENT_TYPES, type MnsState } from '../state.ts'

const CLAUSE = 'MNS API, publish an event'

/** Takes an event in and multicasts it. Legacy events come as `application/json`, all others as `application/cloudevents+json`. */
export const publishEvent = route<MnsState>({
  operation: 'publish-event',
  method: 'POST',
  path: '/events',
  access: [application()],
  requires: [requireCorrelationId],
  subject: (call) => {
    const subject = (call.json as { subject?: unknown } | undefined)?.subject
    return typeof subject === 'string' ? subject : undefined
  },
  handle(call) {
    const problems = problemsOf(call.json)
    const [first] = Object.entries(problems)
    if (first) refuse(invalid(problems), { rule: 'invalid-event', detail: `${first[0]}: ${first[1]}`, clause: CLAUSE, pointer: `/${first[0]}` })
    const mediaType = (call.header('content-type') ?? '').split(';')[0]!.trim()
    if (mediaType !== 'application/cloudevents+json') call.note({ rule: 'media-type', detail: `the body is labelled "${mediaType}"`, clause: CLAUSE, pointer: 'content-type' })
    const event = call.json as CloudEvent
    if (call.state.denied.get(call.grant!.applicationId)?.has(event.type)) refuse(errors.eventTypeNotAllowed(), { rule: 'event-type-not-allowed', detail: event.type, clause: CLAUSE })
    publish(call.state, event, call.environment)
    return json(200, { id: event.id })
  },
})

function problemsOf(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return { body: 'Please provide a valid JSON body' }
  const { specversion, id, source, type, time, subject } = body as Record<string, unknown>
  const problems: Record<string, string> = {}
  if (specversion !== '1.0') problems['specversion'] = 'Please provide a valid specversion'
  if (typeof id !== 'string' || id === '') problems['id'] = 'Please provide a valid id'
  if (typeof source !== 'string' || source === '') problems['source'] = 'Please provide a valid source'
  if (typeof type !== 'string' || !EVENT_TYPES.has(type)) problems['type'] = 'Please provide a valid event type'
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) problems['time'] = 'Please provide a valid date'
  if (typeof subject !== 'string' || !isNhsNumber(subject)) problems['subject'] = 'Please provide a valid subject'
  return problems
}
