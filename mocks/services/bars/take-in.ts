import { isValid } from '../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { DEFINITIONS, type Definition } from './definitions.ts'
import { failure, reject } from './errors.ts'
import { list, object, text, type Json } from './json.ts'
import { codesOf, nhsNumberOf, type Message } from './message.ts'
import { instant, type BarsSlot, type BarsState, type Held, type Receiver } from './state.ts'
import { SYSTEM } from './systems.ts'

type BarsCall = Call<BarsState>

const CLAUSE = 'BaRS Core, use case categories and processing of requests'

/**
 * What a receiver does with a message: whether it is for it, and whether it was there before; whether the workflow is one that it
 * has; whether all is in it; and then what it asks for. Source: BaRS Core, MessageHeader resource; BaRS API, $process-message.
 */
export function takeIn(call: BarsCall, receiver: Receiver, message: Message): Held | undefined {
  const { state } = call
  if (message.destination !== receiver.serviceId)
    reject(call, 'REC_BAD_REQUEST-invalid', { rule: 'destination', detail: `The message is for "${message.destination}", not for ${receiver.serviceId}.`, clause: CLAUSE, pointer: '/entry/0/resource/destination' })
  if (message.source === '')
    reject(call, 'REC_BAD_REQUEST-required', { rule: 'source', detail: 'MessageHeader.source.endpoint does not say to whom a response would go.', clause: CLAUSE, pointer: '/entry/0/resource/source' })
  const key = `${receiver.serviceId} ${message.id}`
  // A sender that does not know what became of a message sends it again: this is how it learns, so no rule is broken.
  if (state.processed.has(key)) refuse(failure(call, 'REC_CONFLICT-duplicate'))
  const definition = definitionOf(call, receiver, message)
  demandComplete(call, message, definition)
  const held = ACTIONS[message.event]?.(call, receiver, message)
  state.processed.add(key)
  if (held) state.held.set(held.id, held)
  return held
}

function definitionOf(call: BarsCall, receiver: Receiver, message: Message): Definition {
  const [request] = message.of('ServiceRequest')
  const [category = ''] = codesOf(request?.['category'], SYSTEM.categories)
  const booking = message.event.startsWith('booking')
  const found = DEFINITIONS.find(({ event, category: of }) => event === message.event && (booking || of === category))
  if (!found)
    return reject(call, 'REC_BAD_REQUEST-invariant', { rule: 'workflow', detail: `${message.event} with category "${category}" is no workflow of BaRS.`, clause: CLAUSE, pointer: '/entry/0/resource/eventCoding' })
  const responds = message.event.endsWith('-response')
  if (!responds && !receiver.messages.includes(message.event))
    return reject(call, 'REC_BAD_REQUEST-not-supported', { rule: 'message-supported', detail: `${receiver.name} does not take ${message.event}.`, clause: CLAUSE })
  const [useCase] = codesOf(request?.['category'], SYSTEM.useCases)
  if (request && !responds && useCase === undefined) call.note({ rule: 'use-case', detail: 'ServiceRequest.category does not name the use case', clause: CLAUSE, pointer: '/ServiceRequest/category' })
  if (useCase !== undefined && !receiver.useCases.includes(useCase))
    return reject(call, 'REC_BAD_REQUEST-not-supported', { rule: 'use-case', detail: `${receiver.name} does not take referrals for ${useCase}.`, clause: CLAUSE, pointer: '/ServiceRequest/category' })
  return found
}

/** What the MessageDefinition wants is there, and one patient with a verified, valid NHS number. */
function demandComplete(call: BarsCall, message: Message, { needs, url, focus }: Definition): void {
  const wrong = (detail: string, pointer: string): never => reject(call, 'REC_UNPROCESSABLE_ENTITY-processing', { rule: 'message-definition', detail, clause: url, pointer })
  for (const [type, most] of Object.entries(needs)) {
    const there = message.of(type).length
    if (there === 0) wrong(`The message has no ${type}.`, '/entry')
    if (most !== '*' && there > most) wrong(`The message has ${there} ${type}, and may have ${most}.`, '/entry')
  }
  const reference = text(object(list(message.header['focus'])[0])['reference'])
  if (message.resources.get(reference)?.['resourceType'] !== focus) wrong(`MessageHeader.focus is not the ${focus}.`, '/entry/0/resource/focus')
  const [patient] = message.of('Patient')
  const number = nhsNumberOf(patient) ?? ''
  if (!isValid(number)) wrong(`The patient's NHS number is "${number}".`, '/Patient/identifier')
  if (text(patient?.['birthDate']) === '' || list(patient?.['name']).length === 0) wrong('The patient has no name or date of birth.', '/Patient')
  const official = text(object(message.header)['definition'])
  if (official !== '' && official !== url) call.note({ rule: 'message-definition', detail: `MessageHeader.definition is ${official}`, clause: url, pointer: '/entry/0/resource/definition' })
}

const ACTIONS: Readonly<Record<string, (call: BarsCall, receiver: Receiver, message: Message) => Held | undefined>> = {
  'servicerequest-request': referral,
  'booking-request': booking,
}

const held = (state: BarsState, receiver: Receiver, message: Message, kind: Held['kind'], more: Partial<Held> = {}): Held => {
  const id = state.random.uuid()
  const [sent] = message.of(kind)
  const [patient] = message.of('Patient')
  return { id, kind, serviceId: receiver.serviceId, messageId: message.id, nhsNumber: nhsNumberOf(patient)!, patient: patient!, version: 1, resource: stamped(state, { ...sent!, id }, 1), ...more }
}

const stamped = ({ clock }: BarsState, resource: Json, version: number): Json => ({ ...resource, meta: { ...object(resource['meta']), versionId: String(version), lastUpdated: instant(clock.now()) } })

/** What an update is about: the resource under the id that the receiver gave it, as the sender has read it. */
function heldFor(call: BarsCall, receiver: Receiver, message: Message, kind: Held['kind']): Held {
  const [sent] = message.of(kind)
  const found = call.state.held.get(text(sent?.['id']))
  if (!found || found.kind !== kind || found.serviceId !== receiver.serviceId) return refuse(failure(call, 'REC_NOT_FOUND-not-found'))
  if (found.nhsNumber !== nhsNumberOf(message.of('Patient')[0]))
    return reject(call, 'REC_UNPROCESSABLE_ENTITY-processing', { rule: 'patient', detail: `The ${kind} is not of the patient in the message.`, clause: CLAUSE, pointer: '/Patient/identifier' })
  if (text(object(sent?.['meta'])['versionId']) !== String(found.version)) return refuse(failure(call, 'REC_CONFLICT-conflict'))
  return found
}

/** Takes over what an update says, as the next version. */
function updated(state: BarsState, before: Held, message: Message): Held {
  const version = before.version + 1
  return { ...before, version, messageId: message.id, resource: stamped(state, { ...message.of(before.kind)[0]!, id: before.id }, version) }
}

function referral(call: BarsCall, receiver: Receiver, message: Message): Held {
  const { state } = call
  const status = text(message.of('ServiceRequest')[0]!['status'])
  const wrongStatus = (detail: string): never => reject(call, 'REC_BAD_REQUEST-invariant', { rule: 'status', detail, clause: CLAUSE, pointer: '/ServiceRequest/status' })
  if (message.reason === 'new') {
    if (status !== 'active') wrongStatus(`A new referral is active, not ${status || 'without a status'}.`)
    return held(state, receiver, message, 'ServiceRequest')
  }
  const before = heldFor(call, receiver, message, 'ServiceRequest')
  // What the receiver is done with, or was told to leave, is changed no more.
  if (before.resource['status'] !== 'active') refuse(failure(call, 'REC_CONFLICT-conflict'))
  if (status !== 'active' && status !== 'revoked') wrongStatus(`A referral is changed or revoked; this is ${status || 'without a status'}.`)
  return updated(state, before, message)
}

function booking(call: BarsCall, receiver: Receiver, message: Message): Held {
  const { state } = call
  const [appointment] = message.of('Appointment')
  const status = text(appointment!['status'])
  const wrongStatus = (detail: string): never => reject(call, 'REC_BAD_REQUEST-invariant', { rule: 'status', detail, clause: CLAUSE, pointer: '/Appointment/status' })
  if (message.reason === 'update') {
    const before = heldFor(call, receiver, message, 'Appointment')
    if (before.resource['status'] !== 'booked') refuse(failure(call, 'REC_CONFLICT-conflict'))
    if (status !== 'cancelled') wrongStatus(`A booking is cancelled here, not ${status || 'left without a status'}.`)
    const slot = state.slots.get(before.slotId ?? '')
    if (slot) slot.status = 'free'
    return updated(state, before, message)
  }
  if (status !== 'booked') wrongStatus(`A new booking is booked, not ${status || 'without a status'}.`)
  const slot = slotOf(call, receiver, appointment!)
  if (slot.status !== 'free' || slot.start <= state.clock.now()) refuse(failure(call, 'REC_CONFLICT-conflict', 'The slot is not available any more.'))
  if (Date.parse(text(appointment!['start'])) !== slot.start || Date.parse(text(appointment!['end'])) !== slot.end)
    call.note({ rule: 'slot-time', detail: `Appointment ${text(appointment!['start'])} is not at the time of its slot, ${instant(slot.start)}`, clause: CLAUSE, pointer: '/Appointment/start' })
  slot.status = 'busy'
  return held(state, receiver, message, 'Appointment', { slotId: slot.id })
}

function slotOf(call: BarsCall, receiver: Receiver, appointment: Json): BarsSlot {
  const reference = text(object(list(appointment['slot'])[0])['reference'])
  const slot = call.state.slots.get(reference.replace(/^(urn:uuid:|Slot\/)/, ''))
  if (!slot || slot.serviceId !== receiver.serviceId)
    return reject(call, 'REC_NOT_FOUND-not-found', { rule: 'slot', detail: `${reference || 'No slot'} is no slot of ${receiver.name}.`, clause: CLAUSE, pointer: '/Appointment/slot' })
  return slot
}
