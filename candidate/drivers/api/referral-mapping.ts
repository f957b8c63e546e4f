import { CandidateFault } from '../../port/faults.ts'
import type { AdviceView, LetterFile, LetterView, ReferralDraft, ReferralView, ServiceOffer, WorklistLine } from '../../port/referrals.ts'
import type { FhirResult, Resource } from './fhir-client.ts'
import { NHS_NUMBER_SYSTEM, type FhirConcept, type FhirExtension, type FhirIdentifier, type FhirReference } from './fhir-types.ts'

const ASSAY = 'https://assay.example'
const UBRN = 'https://fhir.nhs.uk/Id/UBRN'
const SERVICE = 'http://fhir.nhs.net/Id/ers-service'
const SDS_USER = 'https://fhir.nhs.uk/Id/sds-user-id'
const extensionUrl = (name: string) => `${ASSAY}/StructureDefinition/${name}`

/** Extensions with the value types that only referrals use. */
type Extension = Omit<FhirExtension, 'extension'> & { valueDateTime?: string; extension?: Extension[] }

interface ServiceRequest extends Resource {
  id?: string
  meta?: { versionId?: string }
  contained?: { resourceType?: string; extension?: Extension[]; content?: { attachment?: { title?: string; url?: string } }[] }[]
  extension?: Extension[]
  identifier?: FhirIdentifier[]
  status?: string
  category?: FhirConcept[]
  code?: FhirConcept
  orderDetail?: FhirConcept[]
  subject?: FhirReference
  authoredOn?: string
  requester?: FhirReference
  performer?: FhirReference[]
  reasonCode?: FhirConcept[]
  note?: { authorString?: string; text?: string }[]
}

const STATUS: Record<string, string> = { draft: 'draft', unknown: 'unconfirmed', active: 'active', revoked: 'cancelled', completed: 'by-hand' }

/** A FHIR ServiceRequest as the port sees it. */
export function toReferralView(resource: Resource | undefined, result: Pick<FhirResult, 'version' | 'exchange'>): ReferralView {
  const request = serviceRequest(resource, result.exchange)
  const extension = (name: string) => request.extension?.find((each) => each.url === extensionUrl(name))
  const part = (name: string, within: string) => extension(within)?.extension?.find((each) => each.url === name)
  const detail = (end: string) => request.orderDetail?.flatMap((each) => each.coding ?? []).find((coding) => coding.system?.endsWith(end))?.code
  const byHand = request.category?.some((each) => each.coding?.some((coding) => coding.code === 'by-hand')) ?? false
  const appointment = part('status', 'referral-appointment')?.valueCode
  const [serviceId, start] = [part('service', 'referral-appointment')?.valueString, part('start', 'referral-appointment')?.valueDateTime]
  return {
    id: request.id!,
    version: result.version ?? request.meta?.versionId ?? '',
    status: STATUS[request.status ?? ''] ?? request.status ?? '',
    ...given('patientId', request.subject?.reference?.replace('Patient/', '')),
    ...given('ubrn', request.identifier?.find((each) => each.system === UBRN)?.value),
    ...given('type', request.code?.coding?.[0]?.code),
    ...given('reason', request.reasonCode?.[0]?.text),
    ...given('priority', extension('referral-priority')?.valueCodeableConcept?.coding?.[0]?.code),
    ...given('flag', extension('urgency-flag')?.valueString),
    ...given('specialty', detail('/ers-specialty')),
    ...given('clinicType', detail('/ers-clinic-type')),
    ...given('clinicianId', userIn(request.requester)),
    ...given('authorId', userIn(extension('written-by')?.valueReference)),
    ...given('writtenAt', request.authoredOn),
    services: byHand ? [] : servicesIn(request),
    receivers: byHand ? (request.performer ?? []).map((each) => each.display ?? '') : [],
    letters: (request.contained ?? []).filter((each) => each.resourceType === 'DocumentReference').map(toLetter),
    ...given('state', part('state', 'referral-state')?.valueCodeableConcept?.coding?.[0]?.code),
    ...given('stateReason', part('reason', 'referral-state')?.valueString),
    ...given('stateComments', part('comments', 'referral-state')?.valueString),
    ...given('cancelledBecause', part('reason', 'cancellation')?.valueCode),
    ...(appointment !== undefined && { appointment: { status: appointment, ...given('serviceId', serviceId), ...given('start', start) } }),
    ...given('note', request.note?.[0]?.text),
  }
}

function serviceRequest(resource: Resource | undefined, exchange: string): ServiceRequest {
  if (resource?.resourceType !== 'ServiceRequest' || typeof resource['id'] !== 'string') {
    throw new CandidateFault(`Expected a ServiceRequest with an id, saw ${resource?.resourceType ?? 'nothing'}.`, { exchange })
  }
  return resource as ServiceRequest
}

const userIn = (reference: FhirReference | undefined) => (reference?.identifier?.system === SDS_USER ? reference.identifier.value : undefined)

const servicesIn = ({ performer = [] }: ServiceRequest): ServiceOffer[] =>
  performer.flatMap(({ identifier, display }) => (identifier?.system === SERVICE && identifier.value !== undefined ? [{ id: identifier.value, name: display ?? '' }] : []))

function toLetter({ extension = [], content }: NonNullable<ServiceRequest['contained']>[number]): LetterView {
  const value = (name: string) => extension.find((each) => each.url === extensionUrl(name))
  return {
    name: content?.[0]?.attachment?.title ?? '',
    url: content?.[0]?.attachment?.url ?? '',
    standing: value('letter-standing')?.valueCode ?? '',
    words: value('letter-standing-in-words')?.valueString ?? '',
  }
}

export function toAdviceView(resource: Resource | undefined, exchange = ''): AdviceView {
  const request = serviceRequest(resource, exchange)
  const status = request.extension?.find((each) => each.url === extensionUrl('advice-status'))?.valueCodeableConcept?.coding?.[0]
  return {
    id: request.id!,
    standing: request.status === 'unknown' ? 'unconfirmed' : request.status === 'draft' ? 'not-sent' : 'sent',
    ...given('patientId', request.subject?.reference?.replace('Patient/', '')),
    ...given('ubrn', request.identifier?.find((each) => each.system === UBRN)?.value),
    ...given('status', status?.code),
    ...given('statusWords', status?.display),
    ...given('question', request.reasonCode?.[0]?.text),
    serviceIds: servicesIn(request).map(({ id }) => id),
    messages: (request.note ?? []).map(({ authorString = '', text = '' }) => ({ from: authorString, text })),
  }
}

/** A line of a worklist. */
export function toWorklistLine(resource: Resource): WorklistLine {
  const task = resource as Resource & {
    identifier?: FhirIdentifier[]
    for?: FhirReference
    focus?: FhirReference
    businessStatus?: FhirConcept
    statusReason?: FhirConcept
    extension?: Extension[]
  }
  const extension = (name: string) => task.extension?.find((each) => each.url === extensionUrl(name))
  return {
    ubrn: task.identifier?.find((each) => each.system === UBRN)?.value ?? '',
    ...given('nhsNumber', task.for?.identifier?.system === NHS_NUMBER_SYSTEM ? task.for.identifier.value : undefined),
    ...given('patientName', task.for?.display),
    ...given('priority', extension('referral-priority')?.valueCodeableConcept?.coding?.[0]?.code),
    ...given('flag', extension('urgency-flag')?.valueString),
    ...given('status', task.businessStatus?.text),
    ...given('reason', task.statusReason?.text),
    ...given('referralId', task.focus?.reference?.replace('ServiceRequest/', '')),
  }
}

export function toServiceOffer(resource: Resource): ServiceOffer {
  const service = resource as Resource & { identifier?: FhirIdentifier[]; name?: string }
  return { id: service.identifier?.find((each) => each.system === SERVICE)?.value ?? '', name: service.name ?? '' }
}

/** What a user writes down, as a ServiceRequest. */
export function fromDraft({ patientId, type, reason, priority, specialty, clinicType, clinicianId, byHand }: ReferralDraft): Resource {
  const coded = (system: string, code: string) => ({ coding: [{ system: `${ASSAY}/CodeSystem/${system}`, code }] })
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    subject: { reference: `Patient/${patientId}` },
    category: [coded('referral-way', byHand ? 'by-hand' : 'e-referral')],
    ...(type !== undefined && { code: { coding: [{ system: 'http://snomed.info/sct', code: type }] } }),
    ...(reason !== undefined && { reasonCode: [{ text: reason }] }),
    ...(priority !== undefined && { extension: [{ url: extensionUrl('referral-priority'), valueCodeableConcept: coded('referral-priority', priority) }] }),
    orderDetail: [...(specialty === undefined ? [] : [coded('ers-specialty', specialty)]), ...(clinicType === undefined ? [] : [coded('ers-clinic-type', clinicType)])],
    ...(clinicianId !== undefined && { requester: { type: 'Practitioner', identifier: { system: SDS_USER, value: clinicianId } } }),
    ...(byHand && { performer: [{ type: 'Organization', display: byHand.organisation }, ...(byHand.professional === undefined ? [] : [{ type: 'Practitioner', display: byHand.professional }])] }),
  }
}

/** A file as a parameter: a Binary, and its name. */
export const fromLetter = ({ name, mediaType, content }: LetterFile) => ({
  name: 'letter',
  part: [
    { name: 'name', valueString: name },
    { name: 'file', resource: { resourceType: 'Binary', contentType: mediaType, data: Buffer.from(content).toString('base64') } },
  ],
})

/** `{ [key]: value }`, or nothing when the value is absent. */
function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}
