import type { AdviceMessage, AdviceRequest, AdviceStatus, Participant } from '../../../mocks/services/ers/model/advice-request.ts'
import type { DirectoryService, Priority } from '../../../mocks/services/ers/model/directory-service.ts'
import type { AdditionalRequirement, Appointment, Coding, Referral, ReferralStateCode } from '../../../mocks/services/ers/model/referral.ts'
import type { Attachment, AttachmentType, Availability } from '../../../mocks/services/ers/model/stored-file.ts'
import { controls } from '../../../mocks/services/ers/controls.ts'
import type { ErsState } from '../../../mocks/services/ers/state.ts'

/*
 * Puts into e-RS what its published examples show, so that it can be asked for: the way from a resource back to what it is made of.
 */

/** The organisation that the callers of the tests act for: theirs is what they read. */
const ORGANISATION = 'A99901'

const extension = (resource: any, name: string): any => resource.extension?.find(({ url }: { url: string }) => url.endsWith(`-eRS-${name}-1`))
const contained = (resource: any, type: string): any[] => resource.contained?.filter(({ resourceType }: { resourceType: string }) => resourceType === type) ?? []
const kept = (coding: any, base: string): Coding => ({ ...coding, system: coding.system.replace(base, '{base}') })
const lastOf = (reference: string): string => reference.split('/').at(-1)!

/** A part of an extension, as far as its value matters here. */
interface Part {
  url: string
  valueCoding?: Coding
  valueString?: string
}

/** What a referral and a request for advice have in common. */
const requestOf = (resource: any, otherwise: string) => ({
  ubrn: resource.id as string,
  requestId: (resource.identifier?.[0].value ?? otherwise) as string,
  version: Number(resource.meta.versionId),
  nhsNumber: resource.subject.identifier.value as string,
  priority: extension(resource, 'ReferralPriority').valueCodeableConcept.coding[0].code as Priority,
})

/** Services are known by the names that the example gives them. */
function nameService(state: ErsState, id: string, name: string | undefined): void {
  controls.putService(state, { id, ...(name !== undefined && { name }) })
}

/** A ReferralRequest, with its appointment and its letters. */
export function holdReferral(state: ErsState, resource: any, base: string): Referral {
  const [criteria, [shortlist], [appointment]] = [contained(resource, 'Parameters'), contained(resource, 'List'), contained(resource, 'Appointment')]
  const stateParts: Part[] = extension(resource, 'ReferralState').extension
  const part = (name: string) => stateParts.find(({ url }) => url === name)
  const [reason, comments] = [part('reason')?.valueCoding, part('comments')?.valueString]
  const time = (name: string) => Date.parse(extension(resource, name)?.valueDateTime ?? '') || undefined
  const [first, last] = [time('ClinicalInfoFirstSubmitted'), time('ClinicalInfoLastUpdated')]
  const start = extension(resource, 'eReferralPathwayStart')?.valueInstant
  for (const { item } of shortlist.entry) nameService(state, item.identifier.value, item.display)
  const referral: Referral = {
    ...requestOf(resource, 'r.0'),
    criteria: criteria[0].parameter,
    shortlist: shortlist.entry.map(({ item }: any) => item.identifier.value),
    commissioningRuleOrganisation: extension(resource, 'Commissioning-Rule-Org').valueIdentifier.value,
    referrer: { organisation: ORGANISATION, userId: '555254239107', clinicianId: '555254239107' },
    letterIntention: 'NEED_TO_ADD_LATER',
    reminderDays: 0,
    ...(start !== undefined && { pathwayStart: start }),
    state: { code: part('state')?.valueCoding?.code as ReferralStateCode, ...(reason && { reason: kept(reason, base) }), ...(comments !== undefined && { comments }) },
    attachments: contained(resource, 'DocumentReference').map((document) => holdFile(state, document)),
    additionalRequirements: (resource.extension as Part[]).filter(({ url }) => url.endsWith('PatientAdditionalRequirement-1')).map(({ valueCoding }) => valueCoding?.code as AdditionalRequirement),
    ...(first !== undefined && { clinicalInfoFirstSubmitted: first }),
    ...(last !== undefined && { clinicalInfoLastUpdated: last }),
    ...(JSON.stringify(resource.supportingInfo ?? []).includes('CommunicationRequest/') && { convertedFromAdvice: true }),
    password: undefined,
    created: 0,
    lastUpdated: 0,
  }
  const related = resource.supportingInfo?.find(({ reference }: { reference: string }) => reference.startsWith('ReferralRequest/'))
  if (related) referral.relatedReferral = lastOf(related.reference)
  // One example lacks the reference to its appointment.
  if (appointment) referral.appointment = appointmentOf(state, appointment, lastOf(extension(resource, 'Appointment-Reference')?.valueReference.reference ?? '70000'), base)
  state.referrals.set(referral.ubrn, referral)
  return referral
}

function appointmentOf(state: ErsState, resource: any, id: string, base: string): Appointment {
  const actor = (system: RegExp): any => resource.participant.find((each: any) => system.test(each.actor.identifier.system))?.actor
  const service = actor(/ers-service/)
  const clinician = actor(/sds-user-id/)?.identifier.value
  nameService(state, service.identifier.value, service.display)
  return {
    id,
    ubrn: resource.incomingReferral[0].reference.split('/')[1],
    version: Number(resource.meta.versionId),
    status: resource.status,
    serviceId: service.identifier.value,
    ...(resource.start !== undefined && { start: resource.start, end: resource.end }),
    ...(resource.slot && { slotId: lastOf(resource.slot[0].reference) }),
    ...(clinician !== undefined && { clinician }),
    ...(resource.reason && { reason: kept(resource.reason[0].coding[0], base) }),
    ...(resource.comment !== undefined && { comment: resource.comment }),
    created: Date.parse(resource.created),
  }
}

/** An Appointment, of a referral of which nothing else is known. */
export function holdAppointment(state: ErsState, resource: any, referral: Referral, base: string): void {
  const appointment = appointmentOf(state, resource, resource.id, base)
  const version = Number(lastOf(resource.incomingReferral[0].reference))
  const nhsNumber = resource.participant.find((each: any) => each.actor.identifier.system.endsWith('nhs-number')).actor.identifier.value
  state.referrals.set(appointment.ubrn, { ...referral, ubrn: appointment.ubrn, version, nhsNumber, appointment })
}

/** A DocumentReference: the file behind it, and what attaches it. */
export function holdFile(state: ErsState, resource: any): Attachment {
  const { attachment } = resource.content[0]
  const user = (name: string) => extension(attachment, name)?.valueReference.identifier.value as string | undefined
  const onBehalfOf = user('AttachedOnBehalfOf')
  const fileId = lastOf(attachment.url)
  state.files.set(fileId, {
    id: fileId,
    name: attachment.title,
    mediaType: attachment.contentType,
    content: new Uint8Array(attachment.size ?? 0),
    availability: extension(attachment, 'AvailabilityStatus').valueCoding.code as Availability,
    uploadedBy: { userId: user('AttachedBy')!, organisation: user('AttachedByOrganisation')!, ...(onBehalfOf !== undefined && { onBehalfOf }) },
    uploadedAt: Date.parse(attachment.creation),
  })
  return { id: attachment.id, fileId, type: resource.type.coding[0].code as AttachmentType, attachedAt: Date.parse(resource.indexed), ...(resource.description !== undefined && { description: resource.description }) }
}

/** A CommunicationRequest: a request for advice, with its documents in one message. */
export function holdAdvice(state: ErsState, resource: any): AdviceRequest {
  const [[criteria], [shortlist], [role]] = [contained(resource, 'Parameters'), contained(resource, 'List'), contained(resource, 'PractitionerRole')]
  for (const { item } of shortlist.entry) nameService(state, item.identifier.value, item.display)
  const requester = { userId: role.practitioner.identifier.value, organisation: role.organization.identifier.value, businessFunction: role.code[0].coding[0].code }
  const attachments = contained(resource, 'DocumentReference').map((document) => holdFile(state, document))
  const advice: AdviceRequest = {
    ...requestOf(resource, 'a.0'),
    criteria: criteria.parameter,
    serviceId: shortlist.entry[0].item.identifier.value,
    mayConvert: extension(resource, 'ProviderConversionAuthorisation').valueCoding.code === 'AUTHORISED_TO_CONVERT',
    status: resource.category[0].coding[0].code as AdviceStatus,
    requester,
    messages: [{ id: '70000', sentBy: 'REQUESTER', sender: requester, requester, text: '', attachments, sent: 0 }],
    created: 0,
  }
  state.advice.set(advice.ubrn, advice)
  return advice
}

/** The messages of a searchset, in a request for advice of the UBRN and version that they belong to. */
export function holdConversation(state: ErsState, bundle: any, advice: AdviceRequest, basedOn: string): void {
  const [, ubrn, , version] = basedOn.split('/')
  const all = (type: string): any[] => bundle.entry.map(({ resource }: any) => resource).filter(({ resourceType }: { resourceType: string }) => resourceType === type)
  const participant = (reference: string): Participant => {
    const role = all('PractitionerRole').find(({ id }) => id === lastOf(reference))
    const businessFunction = role.code?.[0].coding[0].code
    return { userId: role.practitioner.identifier.value, organisation: role.organization.identifier.value, ...(businessFunction !== undefined && { businessFunction }) }
  }
  const messages = all('Communication').map((message): AdviceMessage => {
    const service = message.recipient[0].extension?.[0].valueReference.identifier.value
    if (service !== undefined) nameService(state, (advice.serviceId = service), undefined)
    return {
      id: message.id,
      sentBy: message.category[0].coding[0].code,
      sender: participant(message.sender.extension[0].valueReference.reference),
      requester: participant(message.extension[0].valueReference.reference),
      text: message.note[0].text,
      attachments: (message.payload ?? []).map(({ contentReference }: any) => holdFile(state, all('DocumentReference').find(({ id }) => id === lastOf(contentReference.reference)))),
      sent: Date.parse(message.sent),
    }
  })
  state.advice.set(ubrn!, { ...advice, ubrn: ubrn!, version: Number(version), messages: messages.reverse() })
}

/** A HealthcareService of R4, as far as it shows what a service of the directory is like. */
export function holdService(state: ErsState, resource: any): void {
  const parts = (name: string): any[] => (resource.extension ?? []).filter(({ url }: { url: string }) => url.endsWith(`-eRS-${name}`))
  const characteristics = (resource.characteristic ?? []).map(({ coding }: any) => coding[0]) as { system: string; code: string }[]
  const flows = { BOOKABLE: 'APPOINTMENT_REQUEST', REVIEW: 'TRIAGE_REQUEST', ADVICE_AND_GUIDANCE: 'ADVICE_AND_GUIDANCE_REQUEST' } as const
  const service: Partial<DirectoryService> & { id: string } = {
    id: resource.id,
    version: Number(resource.meta.versionId),
    name: resource.name,
    location: { odsCode: resource.location[0].identifier.value, name: '' },
    requestTypes: characteristics.filter(({ system }) => system.endsWith('RequestFlowType')).map(({ code }) => flows[code as keyof typeof flows]),
    bookable: (characteristics.find(({ system }) => system.endsWith('BookableType'))?.code ?? 'UNSPECIFIED') as DirectoryService['bookable'],
    contacts: parts('HealthcareService-Contact').map(({ extension: [purpose, telecom] }) => ({ purpose: purpose.valueCodeableConcept.coding[0].code, ...telecom.valueContactPoint })),
  }
  const [hours, instructions] = [parts('HoursOfOperation')[0]?.valueString, parts('ServiceInstructions')[0]?.valueString]
  const type = resource.type?.[0].coding[0].code
  controls.putService(state, { ...service, ...(hours !== undefined && { hoursOfOperation: hours }), ...(instructions !== undefined && { instructions }), ...(type !== undefined && { appointmentType: type }) })
}
