import type { Environment } from '../../../kit/environment.ts'
import { conceptOf, type ReferenceDataSet } from '../codes/reference-data.ts'
import { codeSystem } from '../codes/systems.ts'
import type { AdviceRequest } from '../model/advice-request.ts'
import type { Priority } from '../model/directory-service.ts'
import { hasStandingAppointment, type Appointment, type Coding, type Referral, type ReferralStateCode } from '../model/referral.ts'
import { referenceDataCoding } from '../resources/coding.ts'
import { releaseSlot } from '../rules/booking.ts'
import { cancelReferral } from '../rules/cancel-referral.ts'
import { touch } from '../rules/new-referral.ts'
import { newId, type ErsState } from '../state.ts'
import { adviceOf, referralOf } from './find.ts'

interface Reasoned {
  ubrn: string
  /** Code of the reference data that fits. */
  reason?: string
  comments?: string
}

/** Who answers for a provider in a conversation. */
const CONSULTANT = { userId: '555299990001', organisation: 'RZ9', businessFunction: 'SERVICE_PROVIDER_CLINICIAN' }

/** What providers and patients do to a referral or a conversation. Each leaves the next version behind. */
export const provider = {
  /** The provider accepts a booked referral. Its state stays as it is; its version does not. */
  accept(state: ErsState, { ubrn }: { ubrn: string }, environment: Environment): Referral {
    return change(state, environment, ubrn, 'accept', (referral) => void bookedAppointment(referral, 'accept'))
  },

  /** The provider rejects a booked or deferred referral, with a reason referrers see on their worklist. */
  reject(state: ErsState, { ubrn, reason = 'FURTHER_INFORMATION_REQUIRED', comments }: Reasoned, environment: Environment): Referral {
    return change(state, environment, ubrn, 'reject', (referral) => {
      const coding = reasonOf('APPOINTMENT-CANCELLATION-REASON', reason)
      endAppointment(state, standingAppointment(referral, 'reject'), 'cancelled', coding, comments)
      setState(referral, 'REJECTED', coding, comments)
    })
  },

  /** The triage service hands the referral back with advice. */
  returnFromTriage(state: ErsState, { ubrn, comments }: Reasoned, environment: Environment): Referral {
    return change(state, environment, ubrn, 'return from triage', (referral) => {
      ensureState(referral, 'return from triage', 'AWAITING_TRIAGE')
      const reason = { system: codeSystem('ReviewOutcome'), code: 'RETURN_TO_REFERRER_WITH_ADVICE', display: 'Return to Referrer With Advice' }
      endAppointment(state, referral.appointment!, 'proposed', reason, comments)
      setState(referral, 'TRIAGE_RESPONSE', reason, comments)
    })
  },

  /** The triage service takes the referral on and will book later. */
  acceptFromTriage(state: ErsState, { ubrn, comments }: Reasoned, environment: Environment): Referral {
    return change(state, environment, ubrn, 'accept from triage', (referral) => {
      ensureState(referral, 'accept from triage', 'AWAITING_TRIAGE')
      const reason = { system: codeSystem('ReviewOutcome'), code: 'ACCEPT_REFER_BOOK_LATER', display: 'Accept Refer Book Later' }
      referral.appointment!.reason = reason
      referral.appointment!.version += 1
      setState(referral, 'TRIAGED_PROVIDER_TO_ACTION', reason, comments)
    })
  },

  /** The provider cancels the appointment; the referral is to be booked again. */
  cancelAppointment(state: ErsState, { ubrn, reason = 'CLINIC_CANCELLED', comments }: Reasoned, environment: Environment): Referral {
    return change(state, environment, ubrn, 'cancel the appointment of', (referral) => {
      const coding = reasonOf('APPOINTMENT-CANCELLATION-REASON', reason)
      endAppointment(state, standingAppointment(referral, 'cancel the appointment of'), 'cancelled', coding, comments)
      setState(referral, 'APPT_CANCELLED_BY_PROVIDER', coding, comments)
    })
  },

  /** The patient cancels the appointment at "Manage your referral". */
  cancelAppointmentAsPatient(state: ErsState, { ubrn, reason = 'PATIENT_HOLIDAY', comments }: Reasoned, environment: Environment): Referral {
    return change(state, environment, ubrn, 'cancel the appointment of', (referral) => {
      const coding = reasonOf('APPOINTMENT-CANCELLATION-REASON', reason)
      endAppointment(state, standingAppointment(referral, 'cancel the appointment of'), 'cancelled', coding, comments)
      setState(referral, 'APPT_CANCELLED_BY_PATIENT', coding, comments)
    })
  },

  /** The patient books a shortlisted service: a slot, or a time agreed by telephone at an indirectly bookable one. */
  bookAsPatient(state: ErsState, { ubrn, slotId, serviceId, start }: { ubrn: string; slotId?: string; serviceId?: string; start?: string }, environment: Environment): Referral {
    return change(state, environment, ubrn, 'book', (referral) => {
      if (hasStandingAppointment(referral)) throw new Error(`Failed to book referral ${ubrn}: it has an appointment already.`)
      const slot = slotId === undefined ? undefined : state.slots.get(slotId)
      const where = slot?.serviceId ?? serviceId
      if (where === undefined || !referral.shortlist.includes(where)) throw new Error(`Failed to book referral ${ubrn}: saw service ${where ?? 'none'}, expected one of ${referral.shortlist.join(', ')}.`)
      if (slot) slot.bookedFor = ubrn
      const at = slot?.start ?? start
      if (at === undefined) throw new Error(`Failed to book referral ${ubrn}: neither a slot nor a start was given.`)
      referral.appointment = {
        id: newId(state),
        ubrn,
        version: 0,
        status: 'booked',
        serviceId: where,
        start: at,
        end: slot?.end ?? at,
        ...(slotId !== undefined && { slotId }),
        created: environment.clock.now(),
      }
      referral.state = { code: 'BOOKED' }
    })
  },

  /** The patient does not attend, and the provider hands the referral back. */
  recordNonAttendance(state: ErsState, { ubrn, reason = 'UNKNOWN', comments }: Reasoned, environment: Environment): Referral {
    return change(state, environment, ubrn, 'record non-attendance of', (referral) => {
      const coding = reasonOf('APPOINTMENT-NON-ATTENDANCE-REASON', reason)
      endAppointment(state, bookedAppointment(referral, 'record non-attendance of'), 'noshow', coding, comments)
      setState(referral, 'DID_NOT_ATTEND', coding, comments)
    })
  },

  /** The provider, or the patient through the provider, cancels the whole referral. */
  cancelReferral(state: ErsState, { ubrn, reason = 'TREATMENT_NO_LONGER_REQUIRED', comments, by = 'provider' }: Reasoned & { by?: 'provider' | 'patient' }, environment: Environment): Referral {
    const referral = referralOf(state, ubrn)
    if (referral.state.code === 'CANCELLED_REFERRAL') throw new Error(`Failed to cancel referral ${ubrn}: it has been cancelled already.`)
    const concept = conceptOf('REFERRAL-CANCELLATION-REASON', reason)
    if (!concept) throw new Error(`Failed to cancel referral ${ubrn}: ${reason} is not in REFERRAL-CANCELLATION-REASON.`)
    cancelReferral({ state, now: environment.clock.now() }, referral, concept, comments, by)
    return referral
  },

  /** Something within e-RS changes a referral meanwhile: only its version shows it. */
  touchReferral(state: ErsState, { ubrn }: { ubrn: string }, environment: Environment): Referral {
    return change(state, environment, ubrn, 'touch', () => undefined)
  },

  /** The provider answers an advice and guidance request, or asks for more. */
  respondToAdvice(
    state: ErsState,
    { ubrn, text, outcome = 'RETURN_TO_REFERRER_WITH_ADVICE', priority }: { ubrn: string; text: string; outcome?: 'RETURN_TO_REFERRER_WITH_ADVICE' | 'REQUIRE_FURTHER_INFORMATION'; priority?: Priority },
    environment: Environment,
  ): AdviceRequest {
    const advice = adviceOf(state, ubrn)
    if (advice.status !== 'PROVIDER_RESPONSE_REQUIRED') throw new Error(`Failed to respond to advice request ${ubrn}: it stands at ${advice.status}, expected PROVIDER_RESPONSE_REQUIRED.`)
    advice.messages.push({ id: newId(state), sentBy: 'RESPONDER', sender: CONSULTANT, requester: CONSULTANT, text, attachments: [], sent: environment.clock.now() })
    advice.status = outcome === 'REQUIRE_FURTHER_INFORMATION' ? 'REFERRER_TO_SUBMIT_FURTHER_INFORMATION' : 'REFERRER_TO_REVIEW_RESPONSE'
    if (priority) advice.priority = priority
    advice.version += 1
    return advice
  },

  /** A user of the web application submits further information or ends the conversation there: the API offers referrers neither. */
  continueAdviceOnTheWeb(state: ErsState, { ubrn, text, end }: { ubrn: string; text?: string; end?: 'closed' | 'cancelled' }, environment: Environment): AdviceRequest {
    const advice = adviceOf(state, ubrn)
    if (text !== undefined) {
      advice.messages.push({ id: newId(state), sentBy: 'REQUESTER', sender: advice.requester, requester: advice.requester, text, attachments: [], sent: environment.clock.now() })
      advice.status = 'PROVIDER_RESPONSE_REQUIRED'
    }
    if (end) advice.status = end === 'closed' ? 'CONVERSATION_ENDED_CLOSED' : 'CONVERSATION_ENDED_CANCELLED'
    advice.version += 1
    return advice
  },

  /** The provider converts an advice and guidance request into a referral with the same UBRN, if the referrer allowed it. */
  convertAdvice(state: ErsState, { ubrn, comments }: { ubrn: string; comments?: string }, environment: Environment): Referral {
    const advice = adviceOf(state, ubrn)
    if (!advice.mayConvert) throw new Error(`Failed to convert advice request ${ubrn}: the referrer did not authorise it.`)
    if (state.referrals.has(ubrn)) throw new Error(`Failed to convert advice request ${ubrn}: it has been converted already.`)
    const now = environment.clock.now()
    const reason: Coding = { system: codeSystem('ReviewOutcome'), code: 'PROVIDER_CONVERTED_ADVICE_AND_GUIDANCE_ADMIN_TO_REFER', display: 'Provider Converted Advice and Guidance, Admin to Refer' }
    const referral: Referral = {
      ubrn,
      requestId: `r.${environment.random.uuid()}`,
      version: 1,
      nhsNumber: advice.nhsNumber,
      priority: advice.priority,
      criteria: advice.criteria,
      shortlist: [advice.serviceId],
      commissioningRuleOrganisation: advice.requester.organisation,
      referrer: { organisation: advice.requester.organisation, userId: advice.requester.userId, clinicianId: advice.requester.userId },
      letterIntention: 'NOT_INTENDING_TO_ADD',
      reminderDays: 0,
      state: { code: 'TRIAGED_PROVIDER_TO_ACTION', reason, ...(comments !== undefined && { comments }) },
      appointment: { id: newId(state), ubrn, version: 1, status: 'proposed', serviceId: advice.serviceId, reason, ...(comments !== undefined && { comment: comments }), created: now },
      attachments: advice.messages.flatMap((message) => message.attachments),
      password: undefined,
      created: now,
      lastUpdated: now,
      convertedFromAdvice: true,
    }
    state.referrals.set(ubrn, referral)
    advice.status = 'ADVICE_CONVERTED'
    advice.version += 1
    return referral
  },
}

function change(state: ErsState, environment: Environment, ubrn: string, act: string, alter: (referral: Referral) => void): Referral {
  const referral = referralOf(state, ubrn)
  if (referral.state.code === 'CANCELLED_REFERRAL') throw new Error(`Failed to ${act} referral ${ubrn}: it has been cancelled.`)
  alter(referral)
  touch({ now: environment.clock.now() }, referral)
  return referral
}

function standingAppointment(referral: Referral, act: string): Appointment {
  if (!referral.appointment || !hasStandingAppointment(referral)) throw new Error(`Failed to ${act} referral ${referral.ubrn}: it has no appointment (state ${referral.state.code}).`)
  return referral.appointment
}

function bookedAppointment(referral: Referral, act: string): Appointment {
  const appointment = standingAppointment(referral, act)
  if (appointment.status !== 'booked') throw new Error(`Failed to ${act} referral ${referral.ubrn}: it is not booked (state ${referral.state.code}).`)
  return appointment
}

function ensureState(referral: Referral, act: string, expected: ReferralStateCode): void {
  if (referral.state.code !== expected) throw new Error(`Failed to ${act} referral ${referral.ubrn}: it stands at ${referral.state.code}, expected ${expected}.`)
}

function endAppointment(state: ErsState, appointment: Appointment, status: Appointment['status'], reason: Coding, comment: string | undefined): void {
  if (status === 'cancelled') releaseSlot(state, appointment)
  appointment.status = status
  appointment.version += 1
  appointment.reason = reason
  if (comment !== undefined) appointment.comment = comment
}

function setState(referral: Referral, code: ReferralStateCode, reason: Coding, comments: string | undefined): void {
  referral.state = { code, reason, ...(comments !== undefined && { comments }) }
}

function reasonOf(set: ReferenceDataSet, code: string): Coding {
  const concept = conceptOf(set, code)
  if (!concept) throw new Error(`Failed to give reason ${code}: it is not in ${set}.`)
  return referenceDataCoding(set, concept.code, concept.display)
}
