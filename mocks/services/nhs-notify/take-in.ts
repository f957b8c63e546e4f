import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { accountOf } from './admit.ts'
import { errors, failure, reject } from './errors.ts'
import type { Message } from './message.ts'
import type { NotifyState, RoutingPlan } from './state.ts'
import { isObject, validate } from './validate.ts'

type Json = Record<string, unknown>
type NotifyCall = Call<NotifyState>

const CLAUSE = { MessageBatch: 'NHS Notify API, Send a batch of messages', Message: 'NHS Notify API, Send a single message' } as const
const MOST_MESSAGES = 45_000
const MOST_BYTES = 5.2 * 1024 * 1024
/** How long a reference is remembered. Source: 422, "retains details of your original request for up to 9 months". */
const REMEMBERED_MS = 9 * 30 * 24 * 3600 * 1000
/** Members of a message that the published schema has. */
const KNOWN = new Set(['messageReference', 'billingReference', 'recipient', 'originator', 'personalisation'])
const KNOWN_OF_RECIPIENT = new Set(['nhsNumber', 'contactDetails'])

/** NHS number of the first recipient, for faults and the journal. */
export function recipientOf(call: Call): string | undefined {
  const body = call.json
  const attributes = isObject(body) && isObject(body['data']) && isObject(body['data']['attributes']) ? body['data']['attributes'] : {}
  const first = Array.isArray(attributes['messages']) ? attributes['messages'][0] : attributes
  const recipient = isObject(first) && isObject(first['recipient']) ? first['recipient'] : {}
  return typeof recipient['nhsNumber'] === 'string' ? recipient['nhsNumber'] : undefined
}

/** Refuses what cannot be taken in: too large, not valid, no such plan. Gives the attributes and the plan. */
export function readRequest(call: NotifyCall, kind: keyof typeof CLAUSE): { attributes: Json; plan: RoutingPlan } {
  const clause = CLAUSE[kind]
  if (call.body.byteLength > MOST_BYTES) reject(call, { code: 'CM_TOO_LARGE' }, { rule: 'too-large', detail: `${call.body.byteLength} bytes`, clause })
  const problems = validate(call.json, kind, accountOf(call))
  if (problems.length > 0) {
    const [first, ...more] = problems.map(({ code, pointer }) => ({ rule: code.slice(3).toLowerCase().replaceAll('_', '-'), detail: `${code} at ${pointer}`, clause, ...(pointer !== undefined && { pointer }) }))
    for (const violation of more) call.note(violation)
    refuse(failure(call, problems), first)
  }
  const { attributes } = (call.json as { data: { attributes: Json } }).data
  const messages = attributes['messages'] as Json[] | undefined
  if (messages && messages.length > MOST_MESSAGES) reject(call, { code: 'CM_TOO_LARGE' }, { rule: 'too-large', detail: `${messages.length} messages`, clause })
  for (const message of messages ?? [attributes]) noteUnknownMembers(call, message, kind === 'Message', clause)

  const plan = call.state.plans.get(String(attributes['routingPlanId']))
  const pointer = '/data/attributes/routingPlanId'
  if (!plan) return reject(call, { code: 'CM_NO_SUCH_ROUTING_PLAN', pointer }, { rule: 'no-such-routing-plan', detail: String(attributes['routingPlanId']), clause, pointer })
  if (plan.broken) refuse(errors[plan.broken === 'missing-template' ? 'CM_MISSING_ROUTING_PLAN_TEMPLATE' : 'CM_ROUTING_PLAN_DUPLICATE_TEMPLATES']!(call))
  return { attributes, plan }
}

/** What is told of a patient and not asked for is let pass, and is one thing too many. */
function noteUnknownMembers(call: NotifyCall, message: Json, alone: boolean, clause: string): void {
  const unknown = [
    ...(alone ? [] : Object.keys(message).filter((name) => !KNOWN.has(name))),
    ...Object.keys(message['recipient'] as Json).filter((name) => !KNOWN_OF_RECIPIENT.has(name)).map((name) => `recipient/${name}`),
  ]
  for (const name of unknown) call.note({ rule: 'unknown-member', detail: `${name} is not in the published schema`, clause, pointer: name })
}

/**
 * Remembers a reference under which something was sent. The same one again is too early while the first is being processed, and a
 * duplicate for nine months after. Source: 422 and 425.
 */
export function remember(call: NotifyCall, kind: 'batch' | 'message', reference: string, id: string): void {
  const { state, environment } = call
  const now = environment.clock.now()
  const key = `${call.grant?.applicationId ?? ''} ${kind} ${reference}`
  const before = state.received.get(key)
  if (before && now - before.at < REMEMBERED_MS) {
    // No violation: asking again under the same reference is how a caller finds out.
    if (now - before.at < state.processingMs) refuse(errors['CM_RETRY_TOO_EARLY']!(call))
    refuse(errors[kind === 'batch' ? 'CM_DUPLICATE_REQUEST' : 'CM_DUPLICATE_MESSAGE']!(call))
  }
  state.received.set(key, { at: now, id })
}

/** Takes one message in. */
export function takeIn(call: NotifyCall, message: Json, plan: RoutingPlan, messageBatchReference?: string): Message {
  const recipient = message['recipient'] as { nhsNumber?: string; contactDetails?: unknown }
  const originator = (message['originator'] as { odsCode?: string } | undefined)?.odsCode ?? accountOf(call).defaultOdsCode
  const taken: Message = {
    id: ksuid(call),
    applicationId: call.grant?.applicationId ?? '',
    nhsNumber: recipient.nhsNumber,
    messageReference: String(message['messageReference']),
    ...(messageBatchReference !== undefined && { messageBatchReference }),
    ...(originator !== undefined && { originator }),
    personalisation: (message['personalisation'] ?? {}) as Json,
    ...(recipient.contactDetails !== undefined && { contactDetails: recipient.contactDetails }),
    plan,
    status: 'created',
    channels: [],
    timestamps: { created: new Date(call.environment.clock.now()).toISOString() },
    metadata: [],
  }
  call.state.messages.set(taken.id, taken)
  return taken
}

/** An id of 27 letters and digits. */
export const ksuid = (call: NotifyCall): string => `2W${call.environment.random.token(25)}`
