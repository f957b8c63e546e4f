import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { freeSlotsOf, readRemote, type RemoteSlot } from '../national/bars.ts'
import type { JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { cancellation } from './message.ts'
import { deliver, demandReferrer, ofPatient, serviceOf } from './send.ts'
import { sentStore, type Sent } from './sent.ts'

/** What a user sees of something that was sent: what the receiver says of it now, or that it could not be asked. */
export interface Shown extends Sent {
  /** Whether the receiver was asked just now. */
  current: boolean
  problem?: string
}

/** What the receiver is asked each time that somebody looks. */
export const askedNow = behaviour('bars.askedNow', (work: Work, { kind, details }: Sent): Promise<JsonObject> => readRemote(work, details.service.serviceId, kind, details.remoteId ?? ''))

/** What is shown when the receiver cannot be asked: what it said before, as that. */
export const shownUnchecked = behaviour('bars.shownUnchecked', (sent: Sent, problem: string): Shown => ({ ...sent, current: false, problem: `This could not be checked. ${problem}` }))

/** Looks at something that was sent. */
export async function openSent(work: Work, patientId: string, id: string): Promise<Shown> {
  const { services } = work
  const sent = ofPatient(work, patientId, id)
  audited(work, { event: 'sent-elsewhere-viewed', action: 'R', patientId, subject: `bars/${id}` })
  if (sent.details.remoteId === undefined) return { ...sent, current: false }
  try {
    const held = await askedNow(work, sent)
    return { ...sentStore(services).change({ ...sent, details: { ...sent.details, status: String(held['status'] ?? ''), checkedAt: services.clock.timestamp() } }), current: true }
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    return shownUnchecked(sent, failure.message)
  }
}

/** What the user is told of a cancellation that failed. */
export const toldOfCancelling = behaviour('bars.toldOfCancelling', (failure: unknown): never => {
  if (!(failure instanceof NationalRefusal)) throw failure
  const fate = failure.outcomeUnknown ? 'We do not know whether it was cancelled. Look at it again.' : 'It was not cancelled.'
  throw new Refusal(failure.code, `${failure.message} ${fate}`, { cause: failure })
})

/** What a cancellation is based on: what the receiver has now, read for it. Source: BaRS API, "must perform a read first". */
export const basisOfCancelling = behaviour('bars.basisOfCancelling', (work: Work, sent: Sent): Promise<JsonObject> => readRemote(work, sent.details.service.serviceId, sent.kind, sent.details.remoteId ?? ''))

/** Cancels something that was sent, at the receiver and then here. */
export async function cancelSent(work: Work, patientId: string, id: string): Promise<Sent> {
  demandReferrer(work)
  const { services } = work
  const sent = ofPatient(work, patientId, id)
  if (sent.state !== 'sent') throw new Refusal('rule', [{ reason: 'not-sent', text: 'Only what has arrived can be cancelled.' }])
  const { nhsNumber } = patientsOf(services).get(patientId)
  try {
    const held = await basisOfCancelling(work, sent)
    const after = await deliver(work, sent, cancellation(work, sent.details.message, sent.kind, held), { requestId: randomUUID(), nhsNumber, reason: 'update' })
    return services.database.transaction(() => {
      audited(work, { event: 'sent-elsewhere-cancelled', action: 'U', patientId, subject: `bars/${id}`, detail: { to: sent.details.service.odsCode } })
      return sentStore(services).change({ ...sent, state: 'cancelled', details: { ...sent.details, status: String(after['status'] ?? ''), checkedAt: services.clock.timestamp() } })
    })
  } catch (failure) {
    return toldOfCancelling(failure)
  }
}

const WEEK_MS = 7 * 86_400_000

/** Free times of an organisation's service in the coming week. */
export async function timesElsewhere(work: Work, odsCode: string): Promise<RemoteSlot[]> {
  demandReferrer(work)
  const service = await serviceOf(work, odsCode)
  const from = work.services.clock.now()
  return freeSlotsOf(work, service.serviceId, { from, to: from + WEEK_MS })
}
