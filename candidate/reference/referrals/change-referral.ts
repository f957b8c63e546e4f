import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { SeenNationally } from '../national/ers.ts'
import type { NationalReferral } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Referral } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import { ensureAsSeen, type Seen } from './seen.ts'
import { focusOf } from './send-referral.ts'
import { ensureOfPatient } from './why-not-refer.ts'

/** A referral that e-RS has. */
export type SentReferral = Referral & { ubrn: string; national: NationalReferral }

/** The version of e-RS's referral that a change names: the one behind what the user saw. e-RS refuses it if somebody was quicker. */
export const versionToChange = behaviour('referrals.versionToChange', async (_work: Work, { ubrn, national }: SentReferral): Promise<SeenNationally> => ({ ubrn, version: national.version }))

/** One change of a referral in e-RS. */
export interface Change {
  /** For the audit trail: `referral-cancelled`. */
  event: string
  /** The patient on the user's screen. */
  shownPatient?: string
  /** Makes it in e-RS. */
  make(referral: SentReferral, seen: SeenNationally): Promise<NationalReferral>
  /** Whether a referral is as the change was to make it. Tells what became of a change that was not confirmed. */
  isMade(national: NationalReferral): boolean
  /** What of it is kept here as well. */
  keep?(referral: Referral): Referral
  detail?: Record<string, unknown>
}

/** What a change means that e-RS did not make, or not as far as anybody knows: the user is told why, and nothing is changed here. */
export const afterFailedChange = behaviour('referrals.afterFailedChange', (_work: Work, _referral: SentReferral, _change: Change, refusal: Refusal): Referral => {
  throw refusal
})

/** @throws Refusal `rule` unless e-RS has it and it is still open */
export function ensureSent(referral: Referral): asserts referral is SentReferral {
  if (referral.status === 'cancelled') throw new Refusal('rule', [{ reason: 'cancelled', text: 'This referral has been cancelled. Nothing was changed.' }])
  if (referral.status !== 'sent' || !referral.national || referral.ubrn === undefined) {
    throw new Refusal('rule', [{ reason: 'not-sent', text: 'This referral is not in e-RS, or not known to be. Send it first.' }])
  }
}

/**
 * Changes a referral in e-RS as the user had it on screen, and takes over what came of it. If e-RS does not confirm, it is
 * asked what became of the change, and the user is told.
 */
export async function changeReferral(work: Work, seen: Seen, change: Change): Promise<Referral> {
  demandReferrer(work)
  const referral = referralsStore(work.services).get(seen.id)
  ensureOfPatient(referral, change.shownPatient)
  ensureAsSeen(referral, seen)
  ensureSent(referral)
  try {
    return made(work, referral, change, await change.make(referral, await versionToChange(work, referral)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error instanceof NationalRefusal && error.outcomeUnknown) return afterUnconfirmedChange(work, referral, change, error)
    // Whoever looks again sees what is new.
    if (error.code === 'changed-meanwhile') await becameOf(work, referral)
    return afterFailedChange(work, referral, change, error)
  }
}

function made(work: Work, referral: SentReferral, { event, keep = (same) => same, detail = {} }: Change, national: NationalReferral): Referral {
  if (national.nhsNumber !== referral.national.nhsNumber) throw new Error('e-RS changed the referral of another patient')
  return work.services.database.transaction(() => {
    const saved = referralsStore(work.services).receive(keep({ ...referral, details: { ...referral.details, shortlist: national.services } }), national)
    audited(work, { event, action: 'U', patientId: saved.patientId, subject: focusOf(saved), detail: { ubrn: national.ubrn, version: national.version, ...detail } })
    return saved
  })
}

/** e-RS did not say whether it made the change: it is asked for the referral, which tells. */
async function afterUnconfirmedChange(work: Work, referral: SentReferral, change: Change, refusal: NationalRefusal): Promise<Referral> {
  const now = await becameOf(work, referral)
  if (now?.national && change.isMade(now.national)) return made(work, { ...referral, version: now.version }, change, now.national)
  const { code, retryAfterSeconds } = refusal
  const known = now ? 'e-RS says that it was not made.' : 'We do not know whether it was made. Open the referral again before you repeat it.'
  audited(work, { event: `${change.event}-unconfirmed`, action: 'U', outcome: 'failed', patientId: referral.patientId, subject: focusOf(referral), detail: { code } })
  return afterFailedChange(work, referral, change, new Refusal(code, `${refusal.message} ${known}`, { cause: refusal.cause, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }))
}

/** The referral as e-RS has it now; undefined if it cannot be asked. */
export const becameOf = behaviour('referrals.becameOf', async (work: Work, referral: SentReferral): Promise<Referral | undefined> => {
  try {
    return referralsStore(work.services).receive(referral, await work.services.ers.readReferral(work, referral.ubrn))
  } catch (error) {
    // The refusal that brought us here is the one to tell.
    if (error instanceof Refusal) return undefined
    throw error
  }
})
