import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { route } from '../../../kit/route.ts'
import { refuse } from '../../../kit/refusal.ts'
import { searchset, tokenIn } from '../answer.ts'
import { failure, reject } from '../errors.ts'
import { passedOn } from '../headers.ts'
import type { Json } from '../json.ts'
import { instant, type BarsState, type Receiver } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const CLAUSE = 'BaRS API 1.4.0, Get slots'
const INSTANT = /^(ge|gt|le|lt)(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\+00:00|Z))$/
const LONGEST_MS = 31 * 86_400_000

/** Free, or taken, slots of a service. */
export const getSlots = route<BarsState>({
  operation: 'getSlots',
  method: 'GET',
  path: '/Slot',
  access: [application()],
  handle(call) {
    const receiver = passedOn(call)
    const wrong = (name: string, detail: string, pointer: string): never => reject(call, name, { rule: 'slot-search', detail, clause: CLAUSE, pointer })
    const statuses = (call.query.get('status') ?? '').split(',').filter((each) => each !== '')
    if (statuses.length === 0) wrong('SEND_BAD_REQUEST-required', 'status was not included.', 'status')
    if (!statuses.every((each) => each === 'free' || each === 'busy')) wrong('SEND_BAD_REQUEST-value', `status ${statuses.join(',')} is invalid.`, 'status')
    const { from, to } = within(call)
    if (call.query.getAll('_include').length === 0) wrong('SEND_BAD_REQUEST-required', '_include was not included.', '_include')
    const service = call.query.get('Schedule.actor:HealthcareService')
    if (service !== null && tokenIn(service) !== receiver.serviceId) wrong('REC_BAD_REQUEST-value', `Schedule.actor:HealthcareService is not ${receiver.serviceId}.`, 'Schedule.actor:HealthcareService')
    if (!receiver.bookable) refuse(failure(call, 'REC_NOT_IMPLEMENTED-not-supported', `${receiver.name} takes no bookings.`))
    if (to - from > LONGEST_MS) refuse(failure(call, 'REC_UNPROCESSABLE_ENTITY-too-costly'))

    const found = [...call.state.slots.values()].filter((slot) => slot.serviceId === receiver.serviceId && statuses.includes(slot.status) && slot.start >= from && slot.start < to)
    const schedule = { id: `sched-${receiver.serviceId}`, reference: `urn:uuid:sched-${receiver.serviceId}` }
    const slots = found.map(({ id, start, end, status }): Json => ({ resourceType: 'Slot', id, schedule: { reference: schedule.reference }, status, start: instant(start), end: instant(end) }))
    return searchset(call, slots, slots.length === 0 ? [] : includedWith(receiver, schedule.id))
  },
})

/** The window in which slots have to start: `start` twice, from and to, in UTC. */
function within(call: Call<BarsState>): { from: number; to: number } {
  const given = call.query.getAll('start')
  if (given.length === 0) reject(call, 'SEND_BAD_REQUEST-required', { rule: 'slot-search', detail: 'start was not included.', clause: CLAUSE, pointer: 'start' })
  let [from, to] = [-Infinity, Infinity]
  for (const each of given) {
    const [, comparator, at] = INSTANT.exec(each.replace(' ', '+')) ?? []
    if (comparator === undefined) return reject(call, 'SEND_BAD_REQUEST-value', { rule: 'slot-search', detail: `start=${each} is no comparator with an instant in UTC.`, clause: CLAUSE, pointer: 'start' })
    if (comparator.startsWith('g')) from = Math.max(from, Date.parse(at!))
    else to = Math.min(to, Date.parse(at!) + (comparator === 'le' ? 1 : 0))
  }
  return { from, to }
}

const includedWith = ({ serviceId, name }: Receiver, schedule: string): Json[] => [
  { resourceType: 'Schedule', id: schedule, actor: [{ reference: `urn:uuid:${serviceId}` }] },
  { resourceType: 'HealthcareService', id: serviceId, identifier: [{ system: SYSTEM.serviceIdInCatalogue, value: serviceId }], name },
]
