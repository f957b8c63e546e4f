import states from '../codes/referral-states.json' with { type: 'json' }
import { codeSystem, ID } from '../codes/systems.ts'
import type { Referral } from '../model/referral.ts'
import { clinicalContext } from '../request/criteria.ts'
import { referralsOn, type ReferrerList } from '../rules/worklists.ts'
import type { ErsState } from '../state.ts'
import { instantOf, renderCoding } from './coding.ts'

const ITEM: Record<ReferrerList, string> = {
  LETTERS_OUTSTANDING: 'LettersOutstanding',
  REJECTED_TRIAGE_RESPONSE: 'RejectedTriageResponse',
  ASSESSMENT_RETURNED_CANCELLED_DNA: 'AssessmentReturnedCancelledDna',
  AWAITING_BOOKING: 'AwaitingBooking',
}
/** The reference data whose codes a list gives as reasons; other reasons it leaves out (schema and examples, against the notes of the field table). */
const REASON_SET: Partial<Record<ReferrerList, string>> = {
  REJECTED_TRIAGE_RESPONSE: 'APPOINTMENT-CANCELLATION-REASON',
  ASSESSMENT_RETURNED_CANCELLED_DNA: 'REFERRAL-CANCELLATION-REASON',
  AWAITING_BOOKING: 'APPOINTMENT-CANCELLATION-REASON',
}
/** Days from the referral until its letter is due. Not published: a letter for a suspected cancer within a day, others within three. */
const LETTER_DUE_DAYS = { TWO_WEEK_WAIT: 1, URGENT: 3, ROUTINE: 3 }
const DAY_MS = 86_400_000

/** The entries of a worklist. Status codes here differ from those of the referral itself in two cases (`APP_CANCELLED_...`), as published. */
export function worklistEntries(state: ErsState, list: ReferrerList, organisation: string, base: string) {
  return referralsOn(list, state.referrals.values(), organisation).map((referral) => ({
    extension: [
      {
        extension: [...common(referral), ...(list === 'LETTERS_OUTSTANDING' ? [{ url: 'letterDue', valueDate: letterDue(referral) }] : standing(referral, base, REASON_SET[list]))],
        url: `https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-${ITEM[list]}-WorkListItem-1`,
      },
    ],
    item: { reference: `ReferralRequest/${referral.ubrn}` },
  }))
}

function common(referral: Referral) {
  return [
    { url: 'patient', valueReference: { identifier: { system: ID.nhsNumber, value: referral.nhsNumber } } },
    { url: 'priority', valueCodeableConcept: { coding: [{ system: codeSystem('Priority'), code: referral.priority }] } },
    { url: 'referralCreated', valueDateTime: instantOf(referral.created) },
    { url: 'clinicalContext', valueString: clinicalContext(referral.criteria) },
    { url: 'referrer', valueReference: { identifier: { system: ID.user, value: referral.referrer.userId } } },
  ]
}

function standing(referral: Referral, base: string, reasonSet: string | undefined) {
  const { reason } = referral.state
  const [code, display] = states[referral.state.code].worklist as [string, string]
  return [
    { url: 'referralLastUpdated', valueDateTime: instantOf(referral.lastUpdated) },
    { url: 'status', valueCodeableConcept: { coding: [{ system: codeSystem('ReferralState'), code, display }] } },
    ...(reason?.system.endsWith(`/${reasonSet}`) ? [{ url: 'reason', valueCodeableConcept: { coding: [renderCoding(reason, base)] } }] : []),
  ]
}

function letterDue(referral: Referral): string {
  return instantOf(referral.created + LETTER_DUE_DAYS[referral.priority] * DAY_MS).slice(0, 10)
}
