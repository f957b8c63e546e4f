import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { alreadyThere, errors, invalid } from './errors.ts'
import { readCriteria } from './event.ts'
import { EVENT_TYPES, type MnsState, type Subscription } from './state.ts'

type MnsCall = Call<MnsState>
type Json = Record<string, unknown>

const CLAUSE = 'MNS API, create a subscription'
const ENDPOINT = /^(mesh:\/\/\w*\?workflow_id=[\w_.-]+|arn:aws:sqs:eu-west-2:\d{0,12}:[\w_.-]*)$/
const PAYLOADS = new Set(['application/json', 'application/fhir+json'])
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A subscription's resource as it is answered. */
export const shown = ({ id, resource }: Subscription): Json => ({ ...resource, id, status: 'active' })

/** What is wrong with a subscription that is asked for, by member. */
function problemsOf(body: unknown): Record<string, string> {
  if (!isObject(body)) return { body: 'Please provide a valid JSON body' }
  const problems: Record<string, string> = {}
  if (body['resourceType'] !== 'Subscription') problems['resourceType'] = 'Please provide the correct resource type for this endpoint'
  if (body['status'] !== 'requested') problems['status'] = 'Please provide a valid status'
  if (typeof body['reason'] !== 'string') problems['reason'] = 'Please provide a reason'
  if (body['end'] !== undefined && (typeof body['end'] !== 'string' || !/T.+(Z|[+-]\d\d:\d\d)$/.test(body['end']) || Number.isNaN(Date.parse(body['end'])))) problems['end'] = 'Please provide a valid end date'
  const criteria = typeof body['criteria'] === 'string' ? readCriteria(body['criteria']) : undefined
  if (!criteria) problems['criteria'] = 'Please provide valid criteria'
  else if (!EVENT_TYPES.has(criteria.eventType)) problems['criteria'] = 'Please provide a valid event type'
  const channel = isObject(body['channel']) ? body['channel'] : undefined
  if (!channel) problems['channel'] = 'Please provide a channel'
  else {
    if (channel['type'] !== 'message') problems['channel.type'] = 'Please provide a valid channel type'
    if (typeof channel['endpoint'] !== 'string' || !ENDPOINT.test(channel['endpoint'])) problems['channel.endpoint'] = 'Please provide a valid endpoint'
    if (!PAYLOADS.has(String(channel['payload']))) problems['channel.payload'] = 'Please provide a valid payload type'
  }
  return problems
}

/** The subscription in a request's body; refuses what is none, what is not allowed, and what is there already (but for itself). */
export function readSubscription(call: MnsCall, itself?: string): Subscription['resource'] {
  const problems = problemsOf(call.json)
  const [first] = Object.entries(problems)
  if (first) refuse(invalid(problems), { rule: 'invalid-subscription', detail: `${first[0]}: ${first[1]}`, clause: CLAUSE, pointer: `/${first[0].replace('.', '/')}` })
  const { id: _id, status: _status, ...resource } = call.json as Subscription['resource'] & { id?: string; status: string }
  const { eventType } = readCriteria(resource.criteria)!
  if (call.state.denied.get(call.grant!.applicationId)?.has(eventType)) refuse(errors.eventTypeNotAllowed(), { rule: 'event-type-not-allowed', detail: eventType, clause: CLAUSE })
  const same = [...call.state.subscriptions.values()].find((each) => each.id !== itself && each.resource.channel.endpoint === resource.channel.endpoint && readCriteria(each.resource.criteria)!.eventType === eventType)
  if (same) refuse(alreadyThere(same.id, resource.channel.endpoint.startsWith('mesh:') ? 'MESH' : 'SQS'))
  return resource
}

/** The subscription that the path names; it must be the caller's own. */
export function subscriptionOf(call: MnsCall): Subscription {
  const id = call.params['id'] ?? ''
  if (!UUID4.test(id)) refuse(errors.invalidId(), { rule: 'invalid-id', detail: id, clause: 'MNS API, subscription id', pointer: 'path:id' })
  const found = call.state.subscriptions.get(id)
  if (!found) return refuse(errors.notFound())
  if (found.applicationId !== call.grant!.applicationId) refuse(errors.unauthorised(), { rule: 'not-own-subscription', detail: id, clause: 'MNS API, 403' })
  return found
}
