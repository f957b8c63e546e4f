import { conceptOf } from '../codes/reference-data.ts'
import { careConnect, codeSystem, extensionUrl, ID, profile } from '../codes/systems.ts'
import type { AdviceMessage, AdviceRequest, Participant } from '../model/advice-request.ts'
import { specialtyOf } from '../request/criteria.ts'
import type { ErsState } from '../state.ts'
import { instantOf, priorityCoding } from './coding.ts'
import { documentReference } from './document-reference.ts'
import { shortlistResources } from './shortlist.ts'

const ROLE_REFERENCE = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-PractitionerRole-Reference-1'
const SERVICE_REFERENCE = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-HealthcareService-Reference-1'
const REQUESTER = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-Communication-Requester-1'
const CONVERSION_DISPLAY = {
  AUTHORISED_TO_CONVERT: 'Referrer has allowed the Service Provider to convert the Advice and Guidance to a Referral',
  NOT_AUTHORISED_TO_CONVERT: 'Referrer has NOT allowed the Service Provider to convert the Advice and Guidance to a Referral',
}

/** `021600556514.R69.REFERRING-CLINICIAN`: how a role is referred to within a conversation. */
export function roleId({ userId, organisation, businessFunction }: Participant): string {
  return [userId, organisation, ...(businessFunction === undefined ? [] : [businessFunction.replaceAll('_', '-')])].join('.')
}

/** A role as a resource, contained (`PractitionerRole.` before its id) or an entry of its own. */
export function practitionerRole(participant: Participant, id: string) {
  return {
    id,
    meta: { profile: [careConnect('PractitionerRole')] },
    resourceType: 'PractitionerRole',
    practitioner: { identifier: { system: ID.user, value: participant.userId } },
    organization: { identifier: { system: ID.organisation, value: participant.organisation } },
    ...(participant.businessFunction !== undefined && { code: [{ coding: [{ system: codeSystem('BusinessFunction'), code: participant.businessFunction }] }] }),
  }
}

const toService = (value: string) => ({ extension: [{ url: SERVICE_REFERENCE, valueReference: { identifier: { system: ID.service, value } } }] })
const byRole = (reference: string) => ({ extension: [{ url: ROLE_REFERENCE, valueReference: { reference } }] })

/** `eRS-CommunicationRequest-1`: the summary of an advice and guidance request. */
export function communicationRequest(state: ErsState, advice: AdviceRequest, base: string) {
  const requester = `PractitionerRole.${roleId(advice.requester)}`
  const specialty = specialtyOf(advice.criteria) ?? specialtyOfService(state, advice.serviceId)
  const conversion = advice.mayConvert ? 'AUTHORISED_TO_CONVERT' : 'NOT_AUTHORISED_TO_CONVERT'
  const attachments = advice.messages.flatMap((message) => message.attachments)
  const ended = advice.status === 'CONVERSATION_ENDED_CLOSED' || advice.status === 'ADVICE_CONVERTED'
  return {
    id: advice.ubrn,
    meta: { versionId: String(advice.version), profile: [profile('CommunicationRequest')] },
    resourceType: 'CommunicationRequest',
    extension: [
      { url: extensionUrl('ReferralPriority'), valueCodeableConcept: { coding: [priorityCoding(advice.priority)] } },
      { url: extensionUrl('ProviderConversionAuthorisation'), valueCoding: { system: codeSystem('ProviderConversionAuthorisation'), code: conversion, display: CONVERSION_DISPLAY[conversion] } },
      { url: extensionUrl('ReferralShortlist'), valueReference: { reference: '#shortlist' } },
      { url: extensionUrl('Specialty'), valueCoding: { system: `${base}/STU3/CodeSystem/SPECIALTY`, ...specialty } },
    ],
    contained: [
      ...shortlistResources(state, advice.criteria, [advice.serviceId]),
      practitionerRole(advice.requester, requester),
      ...attachments.map((attachment) => documentReference(state, attachment, `DocumentReference-${attachment.id}`)),
    ],
    status: ended ? 'completed' : advice.status === 'CONVERSATION_ENDED_CANCELLED' ? 'cancelled' : 'active',
    category: [{ coding: [{ system: codeSystem('AdviceAndGuidanceStatus'), code: advice.status }] }],
    subject: { identifier: { system: ID.nhsNumber, value: advice.nhsNumber } },
    recipient: [toService(advice.serviceId)],
    sender: byRole(`#${requester}`),
    requester: { agent: byRole(`#${requester}`) },
    ...(attachments.length > 0 && { payload: attachments.map(({ id }) => ({ contentReference: { reference: `#DocumentReference-${id}` } })) }),
    identifier: [{ system: ID.request, value: advice.requestId }],
  }
}

/** `eRS-Communication-1`: one message. `contained`: with its roles and documents inside, as the answer to its creation has it. */
export function communication(state: ErsState, advice: AdviceRequest, message: AdviceMessage, contained: boolean) {
  const roleReference = (participant: Participant) => (contained ? `#PractitionerRole.${roleId(participant)}` : `PractitionerRole/${roleId(participant)}`)
  const roles = [...new Map([message.sender, message.requester].map((participant) => [roleId(participant), participant])).values()]
  return {
    id: message.id,
    meta: { versionId: '0', profile: [profile('Communication')] },
    resourceType: 'Communication',
    ...(contained && {
      contained: [
        ...message.attachments.map((attachment) => documentReference(state, attachment, `DocumentReference-${attachment.id}`)),
        ...roles.map((participant) => practitionerRole(participant, `PractitionerRole.${roleId(participant)}`)),
      ],
    }),
    extension: [{ url: REQUESTER, valueReference: { reference: roleReference(message.requester) } }],
    basedOn: [{ reference: `CommunicationRequest/${advice.ubrn}/_history/${advice.version}` }],
    status: 'completed',
    category: [{ coding: [{ system: codeSystem('CommunicationSentBy'), code: message.sentBy }] }],
    recipient: [message.sentBy === 'RESPONDER' ? { identifier: { system: ID.organisation, value: advice.requester.organisation } } : toService(advice.serviceId)],
    sent: instantOf(message.sent),
    sender: byRole(roleReference(message.sender)),
    ...(message.attachments.length > 0 && {
      payload: message.attachments.map(({ id }) => ({ contentReference: { reference: contained ? `#DocumentReference-${id}` : `DocumentReference/${id}` } })),
    }),
    note: [{ text: message.text }],
  }
}

/** A search by clinical term or clinician names no specialty: the service's own then. */
function specialtyOfService(state: ErsState, serviceId: string): { code: string; display: string } {
  const code = state.services.get(serviceId)!.specialty
  return { code, display: conceptOf('SPECIALTY', code)?.display ?? code }
}
