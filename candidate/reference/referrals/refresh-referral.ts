import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { NationalReferral } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { ensureSent, type SentReferral } from './change-referral.ts'
import type { Referral } from './referral.ts'
import { referralsStore } from './referrals-store.ts'
import { findOut, focusOf } from './send-referral.ts'

/** Where a referral stands: e-RS is asked, each time somebody opens it. */
export const standsAt = behaviour('referrals.standsAt', (work: Work, { ubrn }: SentReferral): Promise<NationalReferral> => work.services.ers.readReferral(work, ubrn))

/** Opens a referral as e-RS has it now. One that was not confirmed is looked for; one that is not there is shown as it is here. */
export async function refreshReferral(work: Work, id: string): Promise<Referral> {
  const store = referralsStore(work.services)
  const referral = store.get(id)
  audited(work, { event: 'referral-viewed', action: 'R', patientId: referral.patientId, subject: focusOf(referral) })
  if (referral.status === 'unconfirmed') return findOut(work, referral)
  if (referral.status !== 'sent') return referral
  ensureSent(referral)
  const national = await standsAt(work, referral)
  if (national.nhsNumber !== referral.national.nhsNumber) throw new Refusal('rule', [{ reason: 'other-patient', text: 'e-RS gives this reference to another patient. Nothing was changed. Tell your system’s supplier.' }])
  return store.receive(referral, national)
}
