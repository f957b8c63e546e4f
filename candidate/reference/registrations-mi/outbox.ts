import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { submitEvent, type EventKind, type Fate } from '../national/gp-registrations-mi.ts'
import type { JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import type { Event } from './events.ts'

/** An event that is not sent yet, or was refused. */
export interface Waiting {
  id: number
  kind: EventKind
  state: 'pending' | 'refused'
  problem?: string
  body: JsonObject
  patientId?: string
}

interface Row {
  id: number
  kind: EventKind
  body: string
  state: 'pending' | 'refused'
  problem: string | null
  patient_id: string | null
}

/** Puts events where they wait to be sent. Inside the transaction of what they tell of: neither is there without the other. */
export const note = behaviour('registrationsMi.note', ({ database, clock }: Services, events: readonly Event[], patientId?: string): void => {
  for (const { kind, body } of events) {
    database.run(`INSERT INTO registration_event (kind, body, state, patient_id, noted_at) VALUES (?, ?, 'pending', ?, ?)`, kind, JSON.stringify(body), patientId ?? null, clock.timestamp())
  }
})

/** What waits to be sent or was refused, oldest first. */
export function waiting({ database }: Pick<Services, 'database'>): Waiting[] {
  return database.all<Row>(`SELECT id, kind, body, state, problem, patient_id FROM registration_event WHERE state IN ('pending', 'refused') ORDER BY id`).map(({ body, problem, patient_id, ...row }) => ({
    ...row,
    body: JSON.parse(body) as JsonObject,
    ...(problem !== null && { problem }),
    ...(patient_id !== null && { patientId: patient_id }),
  }))
}

/** Which of them are sent now: those that were not refused. */
export const toSend = behaviour('registrationsMi.toSend', (list: readonly Waiting[]): readonly Waiting[] => list.filter(({ state }) => state === 'pending'))

/** What becomes of an event in the outbox. */
export const settle = behaviour('registrationsMi.settle', (services: Services, event: Waiting, fate: Fate): void => {
  const { database, tasks } = services
  database.transaction(() => {
    database.run('UPDATE registration_event SET state = ?, problem = ? WHERE id = ?', fate.state, fate.state === 'sent' ? null : fate.problem, event.id)
    if (fate.state === 'refused')
      tasks.raise({
        code: 'registration-event-refused',
        ...(event.patientId !== undefined && { patientId: event.patientId }),
        text: `Management information about a registration was refused. ${fate.problem} Tell your supplier.`,
      })
  })
})

const rounds = new WeakMap<object, Promise<void>>()

/** Sends what waits, oldest first, one round at a time. The first that does not get through ends the round: the rest would not either. */
export function sendWaiting(work: Work): Promise<void> {
  const { services } = work
  const round = (rounds.get(services) ?? Promise.resolve()).then(() => send(work))
  rounds.set(services, round)
  return round
}

async function send(work: Work): Promise<void> {
  const { services } = work
  for (const event of toSend(waiting(services))) {
    const fate = await submitEvent(services.platform, { kind: event.kind, body: event.body, correlationId: work.interaction }).catch((error: unknown): Fate => {
      if (error instanceof Refusal) return { state: 'pending', problem: error.message }
      throw error
    })
    settle(services, event, fate)
    audited(work, {
      event: 'registration-event-sent',
      action: 'E',
      ...(fate.state !== 'sent' && { outcome: 'failed' as const }),
      ...(event.patientId !== undefined && { patientId: event.patientId }),
      detail: { kind: event.kind, ...(fate.state !== 'sent' && { code: fate.state }) },
    })
    if (fate.state === 'pending') return
  }
}
