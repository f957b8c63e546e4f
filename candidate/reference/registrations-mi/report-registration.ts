import { setTimeout as sleep } from 'node:timers/promises'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { errorEvent, eventsOf, supplierOf, type Event, type FailurePoint, type RegistrationFacts } from './events.ts'
import { note, sendWaiting } from './outbox.ts'

/** How long a registration waits for its events to be sent. What takes longer goes on behind it. */
const PATIENCE_MS = 1000

/** What is to be reported of a registration, found out before it is written down; nothing where this system does not report. */
export async function prepareReport(work: Work, facts: RegistrationFacts, nhsNumber: string): Promise<Event[]> {
  const { services } = work
  if (supplierOf(services) === undefined) return []
  return eventsOf(services, facts, nhsNumber, facts.temporary ? undefined : await isOpen(work, facts.previousPractice))
}

/** Whether the previous practice is open; undefined when nobody can say. */
async function isOpen(work: Work, odsCode: string | undefined): Promise<boolean | undefined> {
  const { ods, config } = work.services
  if (odsCode === undefined || odsCode === config.practice.odsCode) return undefined
  try {
    return (await ods.read(work, odsCode))?.active ?? false
  } catch (error) {
    // A registration does not fail because its management information is not complete.
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Which failures are errors of a registration: those of a national service. That somebody is registered already is none. */
export const isTechnical = behaviour('registrationsMi.isTechnical', (failure: unknown): boolean => failure instanceof NationalRefusal)

/** Reports a registration that a technical error prevented. */
export async function reportFailure(work: Work, facts: RegistrationFacts, nhsNumber: string, point: FailurePoint, failure: unknown): Promise<void> {
  const { services } = work
  if (supplierOf(services) === undefined || !(failure instanceof Refusal) || !isTechnical(failure)) return
  const event = errorEvent(services, facts, nhsNumber, { code: failure.code, point })
  if (event) note(services, [event])
  await sendReport(work)
}

/** Sends what waits, and lets the user go on before long. */
export const sendReport = behaviour('registrationsMi.sendReport', async (work: Work): Promise<void> => {
  if (supplierOf(work.services) === undefined) return
  const sent = sendWaiting(work).catch((error: unknown) => console.error('Failed to send management information:', error))
  await Promise.race([sent, sleep(PATIENCE_MS, undefined, { ref: false })])
})
