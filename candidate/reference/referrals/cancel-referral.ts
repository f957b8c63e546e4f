import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { businessFunction } from '../national/ers.ts'
import type { ReferenceConcept } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { changeReferral, ensureSent } from './change-referral.ts'
import type { Referral } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import { ensureAsSeen, type Seen } from './seen.ts'
import { findOut, focusOf } from './send-referral.ts'
import { ensureOfPatient } from './why-not-refer.ts'

/** Why a referral is cancelled; empty where nothing was said. */
export interface Cancellation {
  code: string
  comments: string
}

/** The reason that is given: the one the user chose. None is chosen for them. */
export const reasonGiven = behaviour('referrals.reasonGiven', ({ code }: Cancellation): string | undefined => (code === '' ? undefined : code))

/** The comment that is given: what the user wrote. */
export const commentGiven = behaviour('referrals.commentGiven', ({ comments }: Cancellation): string => comments)

/** Whether a user in this capacity may give a reason, for a referral with or without an appointment. Source: A036, "as a referrer". */
export const mayGive = behaviour('referrals.mayGive', ({ properties }: ReferenceConcept, acting: string, hasAppointment: boolean): boolean => {
  const has = (name: string, value: string | boolean) => properties[name]?.includes(value) ?? false
  return has('referrerUsage', 'CANCEL_REFERRAL') && has('businessFunction', acting) && (!hasAppointment || has('canCancelAppointment', true))
})

/** Reasons that this user may give for this referral. */
export async function cancellationReasons(work: Work, referral: Referral): Promise<ReferenceConcept[]> {
  demandReferrer(work)
  const acting = businessFunction(work.role) ?? ''
  const { status } = referral.national?.appointment ?? {}
  const hasAppointment = status === 'booked' || status === 'proposed'
  const reasons = await work.services.ers.referenceData(work, 'REFERRAL-CANCELLATION-REASON')
  return reasons.filter((reason) => mayGive(reason, acting, hasAppointment))
}

/**
 * Cancels a referral for good: in e-RS, and here only once e-RS has done it. One that was never sent, or that e-RS
 * does not have, is withdrawn here.
 */
export async function cancelReferral(work: Work, seen: Seen, cancellation: Cancellation, shownPatient?: string): Promise<Referral> {
  demandReferrer(work)
  const referral = referralsStore(work.services).get(seen.id)
  ensureOfPatient(referral, shownPatient)
  ensureAsSeen(referral, seen)
  if (referral.status === 'unconfirmed') {
    const found = await findOut(work, referral)
    if (found.status === 'sent') throw new Refusal('changed-meanwhile', `e-RS has this referral after all, under the booking reference ${found.ubrn}. Nothing was cancelled. Open it, and cancel it there.`)
  }
  if (referral.status !== 'sent' && referral.status !== 'cancelled') return withdraw(work, referral, cancellation)
  ensureSent(referral)

  const code = reasonGiven(cancellation)
  if (code === undefined) throw new Refusal('invalid', [{ field: 'cancellation', text: 'Choose why the referral is cancelled. Nothing was sent.' }])
  const reason = (await cancellationReasons(work, referral)).find((each) => each.code === code)
  if (!reason) throw new Refusal('invalid', [{ field: 'cancellation', text: 'This reason cannot be given for this referral. Choose another. Nothing was sent.' }])
  const comments = commentGiven(cancellation)
  if (comments === '' && reason.properties['commentIsMandatory']?.includes(true)) throw new Refusal('invalid', [{ field: 'comments', text: `“${reason.display}” needs a comment. Nothing was sent.` }])
  return changeReferral(work, seen, {
    event: 'referral-cancelled',
    make: (_referral, version) => work.services.ers.cancelReferral(work, version, { code, ...(comments !== '' && { comments }) }),
    isMade: ({ state }) => state.code === 'CANCELLED_REFERRAL',
    keep: (same) => ({ ...same, details: { ...same.details, cancellation: { code, display: reason.display, ...(comments !== '' && { comments }) } } }),
    detail: { reason: code },
  })
}

function withdraw(work: Work, referral: Referral, { comments }: Cancellation): Referral {
  if (comments === '') throw new Refusal('invalid', [{ field: 'comments', text: 'Say why the referral is withdrawn.' }])
  return work.services.database.transaction(() => {
    const saved = referralsStore(work.services).change({ ...referral, status: 'cancelled', details: { ...referral.details, cancellation: { comments } } })
    audited(work, { event: 'referral-withdrawn', action: 'U', patientId: saved.patientId, subject: focusOf(saved) })
    return saved
  })
}
