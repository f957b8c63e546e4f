import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Channel, Communication, Identifier } from './communication.ts'
import { noPermission, outcome, type Issue } from './errors.ts'
import { DEFAULT_PERMISSIONS, type NhsAppState } from './state.ts'
import { SYSTEM } from './systems.ts'
import { list, object, validateCommunication } from './validate-communication.ts'

const CLAUSE = { 'in-app': 'NHS App API, Send an in-app message', notification: 'NHS App API, Send a push notification' } as const
const MEDIA_TYPES = new Set(['application/json', 'application/fhir+json'])
const KEPT = new Set<string>([SYSTEM.campaignId, SYSTEM.requestId, SYSTEM.onBehalfOf])

/** NHS number of the first recipient, for faults and the journal. */
export function recipientOf(call: Call): string | undefined {
  const value = object(object(list(object(call.json).recipient)[0]).identifier).value
  return typeof value === 'string' ? value : undefined
}

/** Takes in a CommunicationRequest on either channel and queues it: 201 with its `Location`. Both endpoints differ only in what is mandatory. */
export function createCommunication(call: Call<NhsAppState>, channel: Channel): Reply {
  const permissions = call.state.permissions.get(call.grant?.applicationId ?? '') ?? DEFAULT_PERMISSIONS
  if (channel === 'in-app' && !permissions.inApp) refuse(noPermission(call, 'channel App Message'), violation(channel, 'no-permission', 'no App Message permission'))
  if (channel === 'notification' && !permissions.notification) refuse(noPermission(call, 'channel Push Notification'), violation(channel, 'no-permission', 'no Push Notification permission'))

  const body = readBody(call, channel)
  const issues = validateCommunication(body, channel, permissions.intermediary)
  if (issues.length > 0) {
    for (const { diagnostics, expression } of issues.slice(1)) call.note(violation(channel, 'invalid-communication', diagnostics, expression))
    refuse(outcome(400, ...issues), violation(channel, 'invalid-communication', issues[0]!.diagnostics, issues[0]!.expression))
  }
  noteWhatIsLetPass(call, body, channel)

  const communication = accept(call, body, channel)
  call.state.communications.set(communication.id, communication)
  const location = `${call.baseUrl}${call.url.split('?')[0]}/${communication.id}`
  return fhir(201, communication.resource, { location })
}

function readBody(call: Call<NhsAppState>, channel: Channel): Record<string, unknown> {
  const unreadable = (diagnostics: string, rule: string): never => {
    const issue: Issue = { code: 'invalid', diagnostics }
    return refuse(outcome(400, issue), violation(channel, rule, diagnostics))
  }
  if (typeof call.json !== 'object' || call.json === null) return unreadable('Invalid Json encountered.', 'body-not-json')
  const body = object(call.json)
  if (body.resourceType === undefined) {
    return unreadable('Root object has no type indication (resourceType) and therefore cannot be used to construct an FhirJsonNode.', 'no-resource-type')
  }
  if (body.resourceType !== 'CommunicationRequest') {
    return unreadable(`type (at Cannot locate type information for type '${String(body.resourceType)}')`, 'wrong-resource-type')
  }
  return body
}

/** What the service takes in though its guidance says otherwise. */
function noteWhatIsLetPass(call: Call<NhsAppState>, body: Record<string, unknown>, channel: Channel): void {
  const mediaType = (call.header('content-type') ?? '').split(';')[0]!.trim()
  if (!MEDIA_TYPES.has(mediaType)) call.note(violation(channel, 'media-type', `the body is labelled "${mediaType}"`, 'content-type'))
  const payload = object(list(body.payload)[0])
  if (channel === 'notification') {
    if (payload.contentString !== undefined) call.note(violation(channel, 'payload-kind', 'a push notification carries contentReference, not contentString', '/payload/0'))
    const text = String(object(payload.contentReference).display ?? payload.contentString ?? '')
    if (/https?:\/\//i.test(text)) call.note(violation(channel, 'link-in-notification', 'a notification must not contain links to websites', '/payload/0'))
  } else if (payload.contentString === undefined) {
    call.note(violation(channel, 'payload-kind', 'an in-app message carries contentString, not contentReference', '/payload/0'))
  }
}

function accept(call: Call<NhsAppState>, body: Record<string, unknown>, channel: Channel): Communication {
  const id = call.environment.random.uuid()
  const identifiers = list(body.identifier)
    .map(object)
    .filter(({ system }) => KEPT.has(String(system)))
    .map(({ system, value }): Identifier => ({ system: String(system), value: String(value) }))
  const recipient = object(object(list(body.recipient)[0]).identifier)
  const requester = object(object(body.requester).identifier)
  const payload = object(list(body.payload)[0])
  return {
    id,
    channel,
    applicationId: call.grant?.applicationId ?? '',
    nhsNumber: String(recipient.value),
    ...(requester.value !== undefined && { requester: String(requester.value) }),
    identifiers,
    text: String(payload.contentString ?? object(payload.contentReference).display),
    resource: {
      resourceType: 'CommunicationRequest',
      identifier: [{ system: SYSTEM.communicationId, value: id }, ...identifiers],
      status: 'active',
      payload: body.payload,
      ...(body.contained !== undefined && { contained: body.contained, extension: body.extension }),
      recipient: [{ identifier: { system: SYSTEM.nhsNumber, value: recipient.value } }],
      ...(channel === 'in-app' && { requester: { type: 'Organization', identifier: { system: SYSTEM.odsCode, value: requester.value } } }),
    },
    receivedAt: call.environment.clock.now(),
    receipts: [],
  }
}

function violation(channel: Channel, rule: string, detail: string, pointer?: string) {
  return { rule, detail, clause: CLAUSE[channel], ...(pointer !== undefined && { pointer }) }
}
