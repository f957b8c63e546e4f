import states from '../codes/referral-states.json' with { type: 'json' }
import { codeSystem, extensionUrl, ID, profile } from '../codes/systems.ts'
import type { AdditionalRequirement, Referral } from '../model/referral.ts'
import { specialtyOf } from '../request/criteria.ts'
import type { ErsState } from '../state.ts'
import { appointmentResource } from './appointment.ts'
import { instantOf, priorityCoding, renderCoding } from './coding.ts'
import { documentReference } from './document-reference.ts'
import { shortlistResources } from './shortlist.ts'

const REQUIREMENT_DISPLAY: Record<AdditionalRequirement, string> = { ADVOCACY: 'Advocacy', INTERPRETER: 'Interpreter', TRANSPORT: 'Transport' }

/** `eRS-ReferralRequest-1`: a referral with its shortlist, criteria, current appointment and letters. */
export function referralRequest(state: ErsState, referral: Referral, base: string) {
  const specialty = specialtyOf(referral.criteria)
  return {
    id: referral.ubrn,
    meta: { versionId: String(referral.version), profile: [profile('ReferralRequest')] },
    resourceType: 'ReferralRequest',
    extension: extensions(referral, base),
    contained: [
      ...shortlistResources(state, referral.criteria, referral.shortlist),
      ...(referral.appointment ? [appointmentResource(state, referral, referral.appointment, base, 'appointment')] : []),
      ...referral.attachments.map((attachment) => documentReference(state, attachment, `DocumentReference-${attachment.id}`)),
    ],
    status: referral.state.code === 'CANCELLED_REFERRAL' ? 'cancelled' : 'active',
    ...(specialty && { specialty: { coding: [{ system: `${base}/STU3/CodeSystem/SPECIALTY`, ...specialty }] } }),
    subject: { identifier: { system: ID.nhsNumber, value: referral.nhsNumber } },
    supportingInfo: [
      ...referral.attachments.map(({ id }) => ({ reference: `#DocumentReference-${id}` })),
      ...(referral.relatedReferral === undefined ? [] : [{ reference: `ReferralRequest/${referral.relatedReferral}` }]),
      ...(referral.convertedFromAdvice ? [{ reference: `CommunicationRequest/${referral.ubrn}` }] : []),
    ],
    intent: 'plan',
    identifier: [{ system: ID.request, value: referral.requestId }],
  }
}

function extensions(referral: Referral, base: string) {
  const { appointment, state } = referral
  const dateTime = (name: string, at: number | undefined) => (at === undefined ? [] : [{ url: extensionUrl(name), valueDateTime: instantOf(at) }])
  return [
    ...(appointment
      ? [
          { url: extensionUrl('Appointment'), valueReference: { reference: '#appointment' } },
          { url: extensionUrl('Appointment-Reference'), valueReference: { reference: `Appointment/${appointment.id}` } },
        ]
      : []),
    ...dateTime('ClinicalInfoFirstSubmitted', referral.clinicalInfoFirstSubmitted),
    ...dateTime('ClinicalInfoLastUpdated', referral.clinicalInfoLastUpdated),
    // The schema says valueDateTime, every published example valueInstant: the examples show what is sent.
    ...(referral.pathwayStart === undefined ? [] : [{ url: extensionUrl('eReferralPathwayStart'), valueInstant: referral.pathwayStart }]),
    { url: extensionUrl('ReferralPriority'), valueCodeableConcept: { coding: [priorityCoding(referral.priority)] } },
    { url: extensionUrl('ReferralShortlist'), valueReference: { reference: '#shortlist' } },
    { url: extensionUrl('Commissioning-Rule-Org'), valueIdentifier: { system: ID.organisation, value: referral.commissioningRuleOrganisation } },
    {
      url: extensionUrl('ReferralState'),
      extension: [
        { url: 'state', valueCoding: { system: codeSystem('ReferralState'), code: state.code, display: states[state.code].display } },
        ...(state.reason ? [{ url: 'reason', valueCoding: renderCoding(state.reason, base) }] : []),
        ...(state.comments === undefined ? [] : [{ url: 'comments', valueString: state.comments }]),
      ],
    },
    ...(referral.additionalRequirements ?? []).map((code) => ({ url: extensionUrl('PatientAdditionalRequirement'), valueCoding: { system: codeSystem('AdditionalRequirementType'), code, display: REQUIREMENT_DISPLAY[code] } })),
  ]
}
