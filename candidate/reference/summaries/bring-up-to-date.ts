import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isRestricted } from '../national/pds-patient.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { digestOf, newSummaryId } from './build-bundle.ts'
import { wordOfTheSpine } from './hl7/word-of-the-spine.ts'
import { routeBy, routeOf, viaOf } from './route.ts'
import { summariesStore } from './summaries-store.ts'
import type { PendingUpload, Preference, SummaryStatus, Withheld } from './summary.ts'
import { summaryContent } from './summary-content.ts'

const MINUTE_MS = 60_000

/** Minutes to wait before each further attempt. Source: SCR FHIR API, Exponential backoff. */
const WAITS = [1, 30, 60, 120, 240, 480, 960]

/** Why nothing is uploaded for a patient. A summary is the business of the practice where somebody is registered for good. */
export const whyWithheld = behaviour(
  'summaries.whyWithheld',
  ({ status, national, registrations }: RegisteredPatient, preference: Preference): Withheld | undefined => {
    if (preference === 'dissent') return 'dissent'
    if (isRestricted(national)) return 'sensitive'
    if (status === 'left') return 'left'
    if (registrations[0]?.type !== 'permanent') return 'temporary'
    if (national.deceasedDateTime) return 'deceased'
    return undefined
  },
)

/** Whether what the record says now has not been sent yet. */
export const isDue = behaviour('summaries.isDue', (now: string, sent: string | undefined): boolean => now !== sent)

/** The summary that a new one replaces: the one that counts nationally now, whoever sent it. */
export const summaryToReplace = behaviour(
  'summaries.summaryToReplace',
  async (work: Work, patient: RegisteredPatient): Promise<{ id?: string } | 'closed'> => {
    const current = await routeOf(work.services).find(work, 'upload', patient.nhsNumber)
    return current === 'closed' ? current : current ? { id: current.id } : {}
  },
)

/** Milliseconds until an upload that did not get through is tried again; undefined when it is given up. */
export const waitAfter = behaviour('summaries.waitAfter', (attempts: number): number | undefined => {
  const minutes = WAITS[attempts - 1]
  return minutes === undefined ? undefined : minutes * MINUTE_MS
})

/** What is sent when an upload is tried again: the same, under the same X-Request-ID, so that Spine takes it once. */
export const forNextAttempt = behaviour('summaries.forNextAttempt', (upload: PendingUpload): PendingUpload => upload)

/**
 * Brings a patient's summary up to date: uploads it if the record says something else than what Spine last took, unless the patient
 * must have none. What does not get through waits, and is tried again when its time has come.
 */
export async function bringUpToDate(work: Work, patientId: string): Promise<SummaryStatus> {
  demand(work.role, 'B0825', 'B0380')
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const store = summariesStore(services)
  heed(work, patient)
  const why = whyWithheld(patient, store.preference(patient.id))
  if (why) {
    store.dropPending(patient.id)
    return withheld(work, patient, why)
  }
  const sections = summaryContent(services, patient)
  const digest = digestOf(sections)
  const pending = store.pending(patient.id)
  if (pending?.nextAt === undefined) {
    // What was given up stays so until there is something else to say.
    if (pending?.digest === digest) return statusOf(work, patient)
  } else {
    if (pending.nextAt > services.clock.now()) return statusOf(work, patient)
    const outcome = await attempt(work, patient, forNextAttempt(pending))
    if (outcome.state !== 'current') return outcome
  }
  if (!isDue(digest, store.sent(patient.id)?.digest)) return statusOf(work, patient)
  const replaces = await summaryToReplace(work, patient)
  if (replaces === 'closed') return withheld(work, patient, 'closed-nationally')
  const id = newSummaryId(patient)
  const via = viaOf(services)
  const composed = await routeBy(via).compose(work, patient, sections, { id, ...(replaces.id !== undefined && { replaces: replaces.id }) })
  return attempt(work, patient, { patientId: patient.id, via, ...composed, id, digest, attempts: 0 })
}

async function attempt(work: Work, patient: RegisteredPatient, upload: PendingUpload): Promise<SummaryStatus> {
  const { services } = work
  const store = summariesStore(services)
  const attempts = upload.attempts + 1
  // On record before it leaves: a system that dies now still knows what it may have sent.
  store.setPending({ ...upload, attempts, nextAt: services.clock.now() })
  const result = await routeBy(upload.via).upload(work, upload)
  // What Spine has to say may be quicker than its receipt for what was sent.
  if (heed(work, patient)) return statusOf(work, patient)
  switch (result.outcome) {
    case 'taken':
      return taken(work, patient, upload)
    case 'closed':
      return closed(work, patient)
    case 'arrived':
      return afterArrival(work, patient, { ...upload, attempts })
    case 'not-taken':
      return notTaken(work, patient, { ...upload, attempts, problem: result.problem }, result.again)
  }
}

/** What becomes of a summary that has arrived and of which Spine has not said what became: it waits for that, and is sent again when nothing comes. */
export const afterArrival = behaviour('summaries.afterArrival', (work: Work, patient: RegisteredPatient, upload: PendingUpload): SummaryStatus => {
  const wait = waitAfter(upload.attempts)
  if (wait === undefined) return notTaken(work, patient, { ...upload, problem: 'Spine has not said what became of it.' }, false)
  const { problem: _before, ...kept } = upload
  summariesStore(work.services).setPending({ ...kept, nextAt: work.services.clock.now() + wait })
  return statusOf(work, patient)
})

/** Heeds what Spine has said since of a summary that was sent in a message; gives whether it has. */
function heed(work: Work, patient: RegisteredPatient): boolean {
  const store = summariesStore(work.services)
  const upload = store.pending(patient.id)
  const word = wordOfTheSpine(work, patient, upload)
  if (!upload || !word) return false
  if (word.outcome === 'not-taken') notTaken(work, patient, { ...upload, problem: word.problem }, word.again)
  else if (word.outcome === 'taken') taken(work, patient, upload)
  else store.dropPending(patient.id)
  return true
}

function closed(work: Work, patient: RegisteredPatient): SummaryStatus {
  summariesStore(work.services).dropPending(patient.id)
  return withheld(work, patient, 'closed-nationally')
}

function taken(work: Work, patient: RegisteredPatient, { id, digest }: PendingUpload): SummaryStatus {
  const { services } = work
  services.database.transaction(() => {
    const store = summariesStore(services)
    store.setSent(patient.id, { id, digest })
    store.dropPending(patient.id)
    audited(work, { event: 'summary-uploaded', action: 'E', patientId: patient.id, subject: `Composition/${id}` })
  })
  return statusOf(work, patient)
}

/** What becomes of an upload that was not taken: it waits, or somebody is told to see to it. */
export const notTaken = behaviour(
  'summaries.notTaken',
  (work: Work, patient: RegisteredPatient, upload: PendingUpload, again: boolean): SummaryStatus => {
    const { services } = work
    const wait = again ? waitAfter(upload.attempts) : undefined
    const { nextAt: _before, ...kept } = upload
    services.database.transaction(() => {
      summariesStore(services).setPending({ ...kept, ...(wait !== undefined && { nextAt: services.clock.now() + wait }) })
      audited(work, { event: 'summary-not-uploaded', action: 'E', outcome: 'failed', patientId: patient.id, detail: { code: 'national-refused', attempts: String(upload.attempts) } })
      if (wait === undefined)
        services.tasks.raise({ code: 'summary-not-uploaded', patientId: patient.id, text: `The patient's summary could not be sent to the Summary Care Record. ${upload.problem ?? ''}`.trim() })
    })
    return statusOf(work, patient)
  },
)

function withheld(work: Work, patient: RegisteredPatient, why: Withheld): SummaryStatus {
  return { ...statusOf(work, patient), state: 'withheld', why }
}

/** How it stands with a patient's summary, without asking anybody. */
export function statusOf({ services }: Pick<Work, 'services'>, { id: patientId }: Pick<RegisteredPatient, 'id'>): SummaryStatus {
  const store = summariesStore(services)
  const pending = store.pending(patientId)
  const sent = store.sent(patientId)
  return {
    state: !pending ? 'current' : pending.nextAt === undefined ? 'failed' : 'waiting',
    preference: store.preference(patientId),
    ...(sent && { id: sent.id }),
    ...(pending && { attempts: pending.attempts }),
    ...(pending?.nextAt !== undefined && { nextAt: new Date(pending.nextAt).toISOString() }),
    ...(pending?.problem !== undefined && { problem: pending.problem }),
  }
}
