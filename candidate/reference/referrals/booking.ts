import { behaviour } from '../behaviour.ts'
import type { NationalSlot } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { changeReferral, ensureSent, type SentReferral } from './change-referral.ts'
import type { Referral } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import type { Seen } from './seen.ts'

/** Free times of a service on the shortlist. */
export async function freeSlots(work: Work, id: string, serviceId: string): Promise<NationalSlot[]> {
  demandReferrer(work)
  const referral = referralsStore(work.services).get(id)
  ensureSent(referral)
  return slotsOf(work, referral, serviceId)
}

const slotsOf = (work: Work, { national, details }: SentReferral, serviceId: string) =>
  work.services.ers.freeSlots(work, { serviceId, priority: details.priority, commissioningOrganisation: national.commissioningOrganisation ?? work.services.config.practice.odsCode })

/** The time that is booked: the one the patient agreed to. If it is gone, that is told, and nothing is chosen for them. */
export const slotToBook = behaviour('referrals.slotToBook', (slots: readonly NationalSlot[], slotId: string): NationalSlot | undefined => slots.find(({ id }) => id === slotId))

/** Books a time at a service on the shortlist. */
export async function bookSlot(work: Work, seen: Seen, { serviceId, slotId }: { serviceId: string; slotId: string }, shownPatient?: string): Promise<Referral> {
  return book(work, seen, shownPatient, serviceId, 'referral-booked', async (referral, version) => {
    const slot = slotToBook(await slotsOf(work, referral, serviceId), slotId)
    if (!slot) throw new Refusal('rule', [{ field: 'slot', reason: 'slot-taken', text: 'This time is free no longer: it has been taken. Nothing was booked. Choose another with the patient.' }])
    await work.services.ers.book(work, { ...version, nhsNumber: referral.national.nhsNumber, serviceId, slot })
  })
}

/** What e-RS is told as the reason for leaving a booking to the provider, or for sending a referral into triage. Source: A016, eRS-ReviewReason-1. */
export const whyDeferred = behaviour('referrals.whyDeferred', (to: 'booking' | 'triage'): string => (to === 'triage' ? 'TRIAGE' : 'NO_SLOTS_AT_SERVICE'))

/** Leaves the booking to the provider where no time is free, or sends the referral into triage. */
export async function deferBooking(work: Work, seen: Seen, { serviceId, to }: { serviceId: string; to: 'booking' | 'triage' }, shownPatient?: string): Promise<Referral> {
  return book(work, seen, shownPatient, serviceId, to === 'triage' ? 'referral-sent-for-triage' : 'referral-deferred', async (referral, version) => {
    await work.services.ers.book(work, { ...version, nhsNumber: referral.national.nhsNumber, serviceId, deferredBecause: whyDeferred(to) })
  })
}

function book(
  work: Work,
  seen: Seen,
  shownPatient: string | undefined,
  serviceId: string,
  event: string,
  act: (referral: SentReferral, version: { ubrn: string; version: string }) => Promise<void>,
): Promise<Referral> {
  return changeReferral(work, seen, {
    event,
    ...(shownPatient !== undefined && { shownPatient }),
    make: async (referral, version) => {
      if (!referral.details.shortlist.some(({ id }) => id === serviceId)) throw new Refusal('rule', [{ field: 'service', reason: 'not-on-shortlist', text: 'This service is not on the shortlist. Nothing was booked.' }])
      await act(referral, version)
      // The answer is the appointment; how the referral stands now, only e-RS can say.
      return work.services.ers.readReferral(work, referral.ubrn)
    },
    isMade: ({ appointment }) => appointment?.serviceId === serviceId && (appointment.status === 'booked' || appointment.status === 'proposed'),
    detail: { serviceId },
  })
}
