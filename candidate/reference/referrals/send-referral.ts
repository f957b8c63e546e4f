import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { businessFunction } from '../national/ers.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { NationalReferral } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { lookForIt } from './find-out.ts'
import { criteriaOf, priorityToSend, type Referral, type ReferralDetails } from './referral.ts'
import { aboutOf, authorityFor, clinicianFor, demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import { askForServices } from './search-services.ts'
import { ensureAsSeen, type Seen } from './seen.ts'
import { checkShortlist, LONE_TRIAGE, shortlistToSend, warningsOf } from './shortlist.ts'
import { ensureOfPatient, referablePatient } from './why-not-refer.ts'

/** How a referral is sent. */
export interface Sending {
  /** Services in the order of preference. */
  services: readonly { id: string; name: string }[]
  letterToCome: boolean
  /** The patient on the user's screen. */
  shownPatient?: string
  /** Warnings that the user has confirmed. */
  acknowledged: readonly string[]
}

/** Whether a referral can be sent: one that e-RS has cannot, or it would have two. */
export const maySend = behaviour('referrals.maySend', ({ status }: Referral): boolean => status === 'draft' || status === 'unconfirmed')

/** What happens to a referral that e-RS refused: it stays, to be mended and sent. */
export const afterRefusal = behaviour('referrals.afterRefusal', (work: Work, referral: Referral): void => void referralsStore(work.services).change({ ...referral, status: 'draft' }))

/** What happens after e-RS did not say whether it took a referral: it is looked for at once. */
export const afterUnconfirmed = behaviour('referrals.afterUnconfirmed', async (work: Work, referral: Referral, nhsNumber: string): Promise<NationalReferral | undefined> => {
  try {
    return await lookForIt(work, referral, nhsNumber)
  } catch (error) {
    // e-RS cannot be asked now either: the user is told that it is not known, and the next attempt looks again.
    if (error instanceof Refusal) return undefined
    throw error
  }
})

/** What comes before a referral that may be in e-RS is sent again: finding out. */
export const beforeRepeating = behaviour('referrals.beforeRepeating', (work: Work, referral: Referral, nhsNumber: string): Promise<NationalReferral | undefined> =>
  lookForIt(work, referral, nhsNumber),
)

/** The status that a referral has while it is under way, and keeps if nobody says what became of it: also if this system dies. */
export const statusUnderWay = behaviour('referrals.statusUnderWay', (): Referral['status'] => 'unconfirmed')

/** How a referral goes out. Once: whoever sends it twice makes two. */
export const create = behaviour('referrals.create', (work: Work, { details }: Referral, nhsNumber: string): Promise<NationalReferral> =>
  work.services.ers.createReferral(work, aboutOf(work, nhsNumber, details.clinician), {
    criteria: priorityToSend(criteriaOf(details)),
    services: shortlistToSend(details.shortlist).map(({ id }) => id),
    letterToCome: details.letterToCome,
  }),
)

/**
 * Sends a referral to e-RS and keeps the booking reference. Whatever happens, the referral is kept here; if it is not known
 * whether it arrived, nobody sends it again without looking first.
 */
export async function sendReferral(work: Work, seen: Seen, sending: Sending): Promise<Referral> {
  demandReferrer(work)
  const { services } = work
  const store = referralsStore(services)
  const referral = store.get(seen.id)
  ensureOfPatient(referral, sending.shownPatient)
  ensureAsSeen(referral, seen)
  if (!maySend(referral)) throw new Refusal('already-done', whyNotSendable(referral))
  const { nhsNumber } = referablePatient(work, referral.patientId)
  checkShortlist(sending.services.map(({ id }) => id))
  await checkWarnings(work, referral, nhsNumber, sending)

  if (referral.status === 'unconfirmed') {
    const found = await beforeRepeating(work, referral, nhsNumber)
    if (found) return takeOver(work, referral, found)
  }
  const underWay = markUnderWay(work, seen, sending)
  try {
    return takeOver(work, underWay, await create(work, underWay, nhsNumber))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (!(error instanceof NationalRefusal) || !error.outcomeUnknown) {
      afterRefusal(work, underWay)
      throw error
    }
    const found = await afterUnconfirmed(work, underWay, nhsNumber)
    if (found) return takeOver(work, underWay, found)
    throw tellUnconfirmed(work, underWay, error)
  }
}

const whyNotSendable = ({ status, ubrn }: Referral) =>
  status === 'sent' ? `This referral has been sent already. Its booking reference is ${ubrn}.` : status === 'cancelled' ? 'This referral has been cancelled.' : 'This referral is made by hand and does not go to e-RS.'

/** Notes down what is about to be sent, before it is: nobody else can send it meanwhile, and a crash leaves a trace. */
function markUnderWay(work: Work, seen: Seen, { services: shortlist, letterToCome }: Sending): Referral {
  const { database, clock } = work.services
  const store = referralsStore(work.services)
  return database.transaction(() => {
    const referral = store.get(seen.id)
    ensureAsSeen(referral, seen)
    const details: ReferralDetails = {
      ...referral.details,
      // A clinician who sends it makes it theirs: e-RS takes it from nobody else.
      clinician: businessFunction(work.role) === 'REFERRING_CLINICIAN' ? clinicianFor(work, undefined) : referral.details.clinician,
      shortlist: [...shortlist],
      letterToCome,
      sending: { at: clock.timestamp(), by: work.session.user.id },
    }
    return store.change({ ...referral, details, status: statusUnderWay() })
  })
}

/** Finds out what became of a referral that was not confirmed; the same referral as before if e-RS does not have it. */
export async function findOut(work: Work, referral: Referral): Promise<Referral> {
  const found = await beforeRepeating(work, referral, patientsOf(work.services).get(referral.patientId).nhsNumber)
  return found ? takeOver(work, referral, found) : referral
}

/** Keeps what e-RS gave as the referral's. */
function takeOver(work: Work, referral: Referral, national: NationalReferral): Referral {
  const { database, tasks } = work.services
  return database.transaction(() => {
    const sent = referralsStore(work.services).receive({ ...referral, details: { ...referral.details, shortlist: national.services } }, national)
    for (const task of tasks.list({ status: 'requested', code: UNCONFIRMED, patientId: sent.patientId })) {
      if (task.focus === focusOf(sent)) tasks.close(task.id, 'completed', work.session.user.name)
    }
    noteSent(work, sent, national)
    return sent
  })
}

/** What the audit trail says of a referral that was sent: by whom, for which clinician, to whom. */
export const noteSent = behaviour('referrals.noteSent', (work: Work, sent: Referral, { ubrn, priority, services }: NationalReferral): void =>
  audited(work, {
    event: 'referral-sent',
    action: 'E',
    patientId: sent.patientId,
    subject: focusOf(sent),
    detail: { ubrn, priority, services: services.map(({ id }) => id), ...authorityFor(work, sent.details.clinician) },
  }),
)

const UNCONFIRMED = 'referral-unconfirmed'
export const focusOf = ({ id }: Pick<Referral, 'id'>) => `ServiceRequest/${id}`

/** What the user is told, and reminded of, when nobody knows whether e-RS has the referral. */
export const tellUnconfirmed = behaviour('referrals.tellUnconfirmed', (work: Work, referral: Referral, refusal: NationalRefusal): Refusal => {
  work.services.database.transaction(() => {
    work.services.tasks.raise({
      code: UNCONFIRMED,
      patientId: referral.patientId,
      focus: focusOf(referral),
      text: 'e-RS did not confirm a referral. Open it and send it again: this system looks first whether e-RS has it.',
    })
    audited(work, { event: 'referral-unconfirmed', action: 'E', outcome: 'failed', patientId: referral.patientId, subject: focusOf(referral), detail: { code: refusal.code } })
  })
  return new Refusal(
    refusal.code,
    `${refusal.message} We do not know whether the referral was created. It is kept here as not confirmed. When you send it again, we look first whether e-RS has it.`,
    { cause: refusal.cause, ...(refusal.retryAfterSeconds !== undefined && { retryAfterSeconds: refusal.retryAfterSeconds }) },
  )
})

/** @throws Refusal `needs-confirmation` */
async function checkWarnings(work: Work, { details }: Referral, nhsNumber: string, { services, acknowledged }: Sending): Promise<void> {
  if (details.priority === 'ROUTINE' || services.length !== 1 || acknowledged.includes(LONE_TRIAGE)) return
  const found = await askForServices(work, nhsNumber, details.clinician, 'APPOINTMENT_REQUEST', criteriaOf(details))
  const warnings = warningsOf(details.priority, found.filter(({ id }) => id === services[0]!.id)).filter(({ reason }) => !acknowledged.includes(reason))
  if (warnings.length > 0) throw new Refusal('needs-confirmation', warnings)
}
