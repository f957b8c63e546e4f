import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { CLINICAL_READERS, REFERRERS } from '../admissions.ts'
import { codeSystem, profile } from '../codes/systems.ts'
import { notFound } from '../errors.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import type { AdviceRequest, Participant } from '../model/advice-request.ts'
import { documentReferenceSchema, readAttachments } from '../request/attachments.ts'
import { readBody } from '../request/body.ts'
import { parametersOf, readParameters } from '../request/parameters.ts'
import { patientOf, patientPart, readPatient } from '../request/patient.ts'
import { readReferringClinician, referringClinicianPart } from '../request/referring-clinician.ts'
import { ensureVersion, etag, resolveAdvice, subjectOfUbrn } from '../request/resolve.ts'
import { coding, text } from '../request/shape.ts'
import { readShortlist, shortlistPart } from '../request/shortlist.ts'
import { instantOf } from '../resources/coding.ts'
import { communication, communicationRequest, practitionerRole, roleId } from '../resources/communication.ts'
import { documentReference } from '../resources/document-reference.ts'
import { adviceOverview, pdfReply } from '../resources/letters.ts'
import { newId, newUbrn, type ErsState } from '../state.ts'

const REQUEST_LIMIT = 8000
const BASED_ON = /^CommunicationRequest\/(\d{12})\/_history\/(\d+)$/

const definition = parametersOf('CreateAdviceAndGuidance-Request-Parameters', {
  patient: patientPart,
  providerConversionAuthorisation: { as: 'valueCoding', schema: coding(codeSystem('ProviderConversionAuthorisation'), ['AUTHORISED_TO_CONVERT', 'NOT_AUTHORISED_TO_CONVERT']), min: 1 },
  shortlist: shortlistPart,
  request: { as: 'valueString', schema: text(REQUEST_LIMIT), min: 1 },
  referringClinician: referringClinicianPart,
  requestAttachmentFile: { as: 'resource', schema: documentReferenceSchema('ADVICE_REQUEST'), min: 0, max: Infinity },
})

/** Asks one service for advice: the request, and the first message of the conversation. */
export const createAdviceRequest = ersRoute({
  operation: 'a044-create-advice-and-guidance-request',
  method: 'POST',
  path: '/STU3/CommunicationRequest/$ers.createAdviceAndGuidance',
  admission: REFERRERS,
  subject: (call) => patientOf(call.json),
  handle(ers) {
    const { state, now } = ers
    const caller = actingUser(ers.caller)
    const values = readParameters(ers, readBody(ers), definition)
    const nhsNumber = readPatient(ers, values)
    if (caller.businessFunction === 'REFERRING_CLINICIAN' && values.one('referringClinician') !== undefined) {
      ers.reject('FIELD_NOT_PERMITTED', "'referringClinician' is only permitted for a Referring Clinician Admin.", '/referringClinician')
    }
    const clinicianId = readReferringClinician(ers, caller, values)
    const { criteria, services } = readShortlist(ers, values, nhsNumber, 'ADVICE_AND_GUIDANCE_REQUEST', 1)
    const attachments = readAttachments(ers, values.all('requestAttachmentFile'), 'ADVICE_REQUEST', 'requestAttachmentFile', undefined)

    const requester: Participant = { userId: clinicianId, organisation: caller.organisation, businessFunction: 'REFERRING_CLINICIAN' }
    const sender: Participant = { userId: caller.userId, organisation: caller.organisation, businessFunction: caller.businessFunction }
    const advice: AdviceRequest = {
      ubrn: newUbrn(state),
      requestId: `a.${ers.call.environment.random.uuid()}`,
      version: 1,
      nhsNumber,
      priority: criteria.priority,
      criteria: criteria.parameters,
      serviceId: services[0]!.id,
      mayConvert: values.one<{ code: string }>('providerConversionAuthorisation')!.code === 'AUTHORISED_TO_CONVERT',
      status: 'PROVIDER_RESPONSE_REQUIRED',
      requester,
      messages: [{ id: newId(state), sentBy: 'REQUESTER', sender, requester, text: values.one<string>('request')!, attachments, sent: now }],
      created: now,
    }
    for (const { fileId } of attachments) {
      const file = state.files.get(fileId)!
      file.referralId = advice.ubrn
      if (clinicianId !== caller.userId) file.uploadedBy.onBehalfOf = clinicianId
    }
    state.advice.set(advice.ubrn, advice)
    return fhir(200, {
      resourceType: 'Parameters',
      meta: { profile: [profile('CreateAdviceAndGuidance-Response-Parameters')] },
      parameter: [
        { name: 'createdCommunicationRequest', resource: communicationRequest(state, advice, ers.base) },
        { name: 'createdCommunication', resource: communication(state, advice, advice.messages[0]!, true) },
      ],
    })
  },
})

function retrieve(ers: Ers, versioned: boolean) {
  const advice = resolveAdvice(ers)
  if (versioned) ensureVersion(ers, advice.version)
  return fhir(200, communicationRequest(ers.state, advice, ers.base), { etag: etag(advice.version) })
}

/** Gives the summary of an advice and guidance request, without the conversation. */
export const retrieveAdviceRequest = ersRoute({
  operation: 'a024-retrieve-advice-and-guidance',
  method: 'GET',
  path: '/STU3/CommunicationRequest/:ubrn',
  admission: CLINICAL_READERS,
  subject: subjectOfUbrn,
  handle: (ers) => retrieve(ers, false),
})

export const retrieveAdviceRequestVersion = ersRoute({
  operation: 'a024-retrieve-advice-and-guidance-versioned',
  method: 'GET',
  path: '/STU3/CommunicationRequest/:ubrn/_history/:version',
  admission: CLINICAL_READERS,
  subject: subjectOfUbrn,
  handle: (ers) => retrieve(ers, true),
})

/** Gives the conversation, newest message first, with the roles and documents it refers to. */
export const retrieveConversation = ersRoute({
  operation: 'a025-retrieve-advice-and-guidance-conversation',
  method: 'GET',
  path: '/STU3/Communication',
  admission: CLINICAL_READERS,
  subject: subjectOfBasedOn,
  handle(ers) {
    const { call, state, base, now } = ers
    const basedOn = call.query.get('based-on') ?? ''
    const match = BASED_ON.exec(basedOn)
    const violation = { rule: 'based-on', detail: `based-on: ${basedOn || 'none'}`, clause: 'e-RS FHIR API, a025: based-on', pointer: 'query:based-on' }
    if (!match) return refuse(notFound(call), violation)
    const advice = resolveAdvice(ers, match[1], 400)
    if (Number(match[2]) !== advice.version) refuse(notFound(call), { ...violation, rule: 'history-not-supported' })

    const messages = [...advice.messages].reverse()
    const roles = new Map(messages.flatMap((message) => [message.sender, message.requester]).map((participant) => [roleId(participant), participant]))
    return fhir(200, {
      id: call.environment.random.uuid(),
      meta: { lastUpdated: instantOf(now), profile: ['http://hl7.org/fhir/STU3/StructureDefinition/Bundle'] },
      resourceType: 'Bundle',
      type: 'searchset',
      total: messages.length,
      link: [{ relation: 'self', url: `${base}/STU3/Communication?based-on=${basedOn}${INCLUDES}` }],
      entry: [
        ...messages.map((message) => ({ fullUrl: `${base}/STU3/Communication/${message.id}`, resource: communication(state, advice, message, false), search: { mode: 'match' } })),
        ...[...roles].map(([id, participant]) => ({ fullUrl: `${base}/STU3/PractitionerRole/${id}`, resource: practitionerRole(participant, id), search: { mode: 'include' } })),
        ...messages
          .flatMap((message) => message.attachments)
          .map((attachment) => ({ fullUrl: `${base}/STU3/DocumentReference/${attachment.id}`, resource: documentReference(state, attachment, attachment.id), search: { mode: 'include' } })),
      ],
    })
  },
})

/** What is always included, asked for or not. `PractionerRole` is misspelt in the published API. */
const INCLUDES =
  '&_include=Communication:requester-practitionerrole:PractitionerRole&_include=Communication:sender-practitionerrole:PractionerRole&_include=Communication:content-reference:DocumentReference'

/** Makes an overview of an advice and guidance request as a PDF. */
export const retrieveAdviceOverview = ersRoute({
  operation: 'a043-retrieve-advice-and-guidance-overview-pdf',
  method: 'POST',
  path: '/STU3/CommunicationRequest/:ubrn/$ers.generateCRI',
  admission: CLINICAL_READERS,
  produces: ['application/pdf'],
  consumes: 'nothing',
  subject: subjectOfUbrn,
  handle(ers) {
    const advice = resolveAdvice(ers)
    return pdfReply(adviceOverview(ers.state, advice), advice.ubrn, 'Advice_And_Guidance', ers.now)
  },
})

function subjectOfBasedOn(call: Call<ErsState>): string | undefined {
  const ubrn = BASED_ON.exec(call.query.get('based-on') ?? '')?.[1]
  return ubrn === undefined ? undefined : call.state.advice.get(ubrn)?.nhsNumber
}
