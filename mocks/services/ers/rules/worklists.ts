import type { Referral, ReferralStateCode } from '../model/referral.ts'

/** The worklists of referring organisations, and which referrals are on each. Source: A008, "Referring Organisations". */
export const REFERRER_LISTS = {
  LETTERS_OUTSTANDING: (referral: Referral) => isOpen(referral) && referral.letterIntention === 'NEED_TO_ADD_LATER' && !referral.attachments.some(({ type }) => type === 'REFERRER'),
  REJECTED_TRIAGE_RESPONSE: (referral: Referral) => stands(referral, 'REJECTED', 'TRIAGE_RESPONSE'),
  ASSESSMENT_RETURNED_CANCELLED_DNA: (referral: Referral) =>
    stands(referral, 'ASSESSMENT_RESULT', 'DID_NOT_ATTEND') || (referral.state.code === 'CANCELLED_REFERRAL' && referral.cancelledBy !== 'referrer'),
  AWAITING_BOOKING: (referral: Referral) => stands(referral, 'NOT_BOOKED', 'AWAITING_TRIAGE', 'DEFERRED_TO_PROVIDER', 'APPT_CANCELLED_BY_PATIENT', 'APPT_CANCELLED_BY_PROVIDER'),
} as const
export type ReferrerList = keyof typeof REFERRER_LISTS

export function isReferrerList(code: string): code is ReferrerList {
  return code in REFERRER_LISTS
}

function stands(referral: Referral, ...codes: ReferralStateCode[]): boolean {
  return codes.includes(referral.state.code)
}

function isOpen(referral: Referral): boolean {
  return referral.state.code !== 'CANCELLED_REFERRAL'
}

/** Referrals of an organisation on a list, oldest first. */
export function referralsOn(list: ReferrerList, referrals: Iterable<Referral>, organisation: string): Referral[] {
  return [...referrals].filter((referral) => referral.referrer.organisation === organisation && REFERRER_LISTS[list](referral)).sort((a, b) => a.created - b.created)
}
