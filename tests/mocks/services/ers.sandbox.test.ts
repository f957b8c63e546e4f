import type { AdviceRequest } from '../../../mocks/services/ers/model/advice-request.ts'
import { service } from '../../../mocks/services/ers/service.ts'
import { readSpec } from '../contract.ts'
import { replaySandbox, type Answer } from '../sandbox/replay-sandbox.ts'
import type { Row } from '../sandbox/rows.ts'
import { as, startErs } from './ers-fixture.ts'
import { holdAdvice, holdAppointment, holdConversation, holdReferral, holdService } from './ers-from-published.ts'

/** The answers that the sandbox has for its rows: which file is whose is in its source. */
const REFERRALS: Record<string, string> = { '000000070000': 'Unbooked', '000000070001': 'BookedDBS', '000000070002': 'BookedIBS', '000000070003': 'DeferredToProvider', '000000070004': 'ConvertedFromAdviceAndGuidance', '000000070005': 'WithRelatedReferral', '000000070011': 'WithAdditionalRequirements', '000000070012': 'WithUnavailableAttachments' }
const APPOINTMENTS: Record<string, string> = { 70000: 'BookedDBS', 70001: 'BookedIBS', 70002: 'AppointmentDeferral', 70003: 'TriageDeferral', 70004: 'TriageResponse', 70005: 'CAAL', 70006: 'Cancelled', 70007: 'AandGConvertedToDBS' }
const CODE_SYSTEMS: Record<string, string> = { SPECIALTY: 'Specialty', 'CLINIC-TYPE': 'ClinicType', 'APPOINTMENT-CANCELLATION-REASON': 'AppointmentCancellationReason', 'REFERRAL-CANCELLATION-REASON': 'ReferralCancellationReason', 'APPOINTMENT-NON-ATTENDANCE-REASON': 'AppointmentNonAttendanceReason', PRIORITY: 'Priority' }
const ACTIONS: Record<string, string> = { '000000070000': 'Empty', '000000070001': 'WithRecordReviewOutcome', '000000070002': 'WithCreateAppointment', '000000070003': 'WithChangeShortlist', '000000070004': 'WithChangeShortlistAndSendForTriage', '000000070005': 'WithCancelReferral', '000000070006': 'WithCancelDBAppointment' }
const SLOTS: Record<string, string> = { 'Minimum slot search': 'Minimum', 'Empty slot search response': 'NoSlots', 'Multipage slot search (page 1)': 'Page1PageSize5', 'Multipage slot search (page 2)': 'Page2PageSize5', 'Multipage slot search (invalid page 5)': 'ErrorPage5', 'Multi schedule response': 'Page1With2Schedules', 'Slot clinician search': 'SlotClinicianSearch' }
const ADVICE: Record<string, string> = { '000000070000': 'MinimalExample', '000000070001': 'WithAttachmentFileReference', '000000070002': 'WithUnavailableAttachments' }
const CONVERSATIONS: Record<string, string> = {
  'Single message from referrer': 'SingleMessageFromReferrer',
  'One message each way': 'OneMessageEachWay',
  'Attachment present in each direction': 'AttachmentPresentInEachDirection',
  'Multi-way conversation': 'MultiWayConversation',
  'Attachment uploaded from RCS before A&G creation': 'AttachmentUploadedFromRCS',
  'Attachment files unavailable for download': 'UnavailableAttachments',
}
const LETTERS: Record<string, [request: string, response: string]> = {
  'Add clinical information for first time (single file)': ['SingleDocumentReference', 'ReferralRequestWithSingleDocumentReference'],
  'Add clinical information for first time (two files)': ['MultipleDocumentReferences', 'ReferralRequestWithMultipleDocumentReferences'],
  'Update clinical information': ['UpdateClinicalInfo', 'ReferralRequestWithUpdatedDocumentReferences'],
}
const CANCELLATIONS: Record<string, [request: string, response: string]> = {
  'Intend Private With No Comment': ['IntendPrivateWithoutComment', 'IntendPrivateWithoutComment'],
  'Patient Cancellation With Comment': ['PatientRequestCancellationOther', 'PatientOther'],
  'Raised in Error': ['RaisedInError', 'RaisedInError'],
  'Referrer Cancellation': ['ReferrerCancellation', 'Referrer'],
  'Treatment No Longer Required': ['NoLongerRequired', 'WithCancelledBookingNoLongerRequired'],
  'Intend Private With Comment': ['IntendPrivateWithComment', 'ResolvedDeferralIntendPrivateWithComment'],
}
const SERVICE_REQUESTS: Record<string, string> = { '000000070000': 'ResponseExampleReferral', '000000070001': 'ResponseExampleAdvice', '000000070002': 'ResponseExampleReferralAndAdvice', '000000070003': 'ResponseExampleEmpty' }

replaySandbox('ers', 'ers-fhir', async (row) => {
  const ers = startErs()
  const { state, environment } = ers
  const base = `${ers.baseUrl}/referrals/FHIR`
  const published = (file: string): any => JSON.parse(readSpec('ers-fhir/examples', `${file}.json`).replaceAll(/_baseUrl_/gi, base))
  let organisation = 'A99901'
  const ask = async (status: number, body: unknown, method: string, path: string, sent?: unknown, headers: Record<string, string> = {}): Promise<{ ours: Answer; published: Answer }> => {
    const answer = await ers.call(method, path, { ...(sent !== undefined && { body: sent }), headers: as('gp', { 'nhsd-end-user-organisation-ods': organisation, ...headers }) })
    return { ours: { status: answer.status, body: answer.body ?? (answer.text || undefined) }, published: { status, body } }
  }
  const referrals = (name: string) => published(`stu3/retrieveReferralRequest/responses/${name}`)
  const { ubrn = '', appointmentId = '', version } = named(row)
  const history = version === undefined ? '' : `/_history/${version}`

  switch (`${row.method} ${row.path.replace('/_history/{version}', '')}`) {
    case 'GET /STU3/CodeSystem/{codeSystemType}': {
      const { codeSystemType = '' } = named(row)
      return ask(200, published(`stu3/getCodeSystem/responses/${CODE_SYSTEMS[codeSystemType]}CodeSystem`), 'GET', `/STU3/CodeSystem/${codeSystemType}`)
    }
    case 'GET /STU3/ReferralRequest/{ubrn}': {
      const resource = referrals(REFERRALS[ubrn]!)
      holdReferral(state, resource, base)
      return ask(200, resource, 'GET', `/STU3/ReferralRequest/${ubrn}${history}`)
    }
    case 'GET /STU3/Task': {
      const { focus = '' } = named(row)
      const [, number = ''] = focus.split('/')
      const referral = holdReferral(state, referrals(number === '000000070006' ? 'BookedDBS' : 'Unbooked'), base)
      state.referrals.set(number, { ...referral, ubrn: number, version: 6, ...(number === '000000070000' && { state: { code: 'CANCELLED_REFERRAL' as const } }) })
      return ask(200, published(`stu3/availableActionsForUserList/${ACTIONS[number]}`), 'GET', `/STU3/Task?focus=${focus}&intent=proposal&status=ready`)
    }
    case 'GET /STU3/Slot': {
      const file = SLOTS[row.title]!
      const body = published(`stu3/retrieveAppointmentSlots/responses/${file}`)
      const [id = '', query] = [named(row)['schedule.actor:HealthcareService'], new URLSearchParams(named(row)).toString()]
      const shown = (file === 'ErrorPage5' ? published('stu3/retrieveAppointmentSlots/responses/Page1PageSize5') : body).entry ?? []
      const before = file === 'Page2PageSize5' ? published('stu3/retrieveAppointmentSlots/responses/Page1PageSize5').entry : []
      offer(id, [...before, ...shown], body.total ?? shown.length)
      return ask(file === 'ErrorPage5' ? 400 : 200, body, 'GET', `/STU3/Slot?${query}`, undefined, { 'nhsd-ers-comm-rule-org': 'R69' })
    }
    case 'POST /STU3/ReferralRequest/{ubrn}/$ers.maintainReferralLetter': {
      const [request, response] = LETTERS[row.title]!
      const after = published(`stu3/maintainReferralLetter/responses/${response}`)
      const referral = holdReferral(state, after, base)
      // As it was before: without these letters, and, where they are the first, without any.
      const first = !JSON.stringify(after).includes('ClinicalInfoLastUpdated')
      Object.assign(referral, { version: referral.version - 1, attachments: [] })
      if (first) delete referral.clinicalInfoFirstSubmitted
      environment.clock.set(referral.clinicalInfoLastUpdated ?? Date.parse(after.extension.find(({ url }: any) => url.includes('ClinicalInfoFirstSubmitted')).valueDateTime))
      delete referral.clinicalInfoLastUpdated
      // The files that the request names are those of the answer, whose addresses are others; whoever attached them is the caller.
      const sent = published(`stu3/maintainReferralLetter/requests/${request}`)
      const files = [...state.files.values()]
      sent.parameter.forEach(({ resource }: any, at: number) => {
        const id = resource.content[0].attachment.url.split('/').at(-1)
        state.files.set(id, { ...files[at]!, id, referralId: after.id })
      })
      actAt(files[0]!.uploadedBy.organisation)
      referral.referrer.organisation = organisation
      return ask(200, after, 'POST', `/STU3/ReferralRequest/${after.id}/$ers.maintainReferralLetter`, sent, { 'if-match': `W/"${referral.version}"` })
    }
    case 'GET /STU3/CommunicationRequest/{ubrn}': {
      const resource = published(`stu3/retrieveAdviceAndGuidanceRequest/responses/${ADVICE[ubrn]}`)
      actFor(holdAdvice(state, resource))
      return ask(200, resource, 'GET', `/STU3/CommunicationRequest/${ubrn}${history}`)
    }
    case 'GET /STU3/Communication': {
      const bundle = published(`stu3/retrieveAdviceAndGuidanceConversation/${CONVERSATIONS[row.title]}`)
      const basedOn = named(row)['based-on']!
      const advice = holdAdvice(state, published('stu3/retrieveAdviceAndGuidanceRequest/responses/MinimalExample'))
      // Answers go to the organisation that asked.
      const answered = bundle.entry.map(({ resource }: any) => resource.recipient?.[0].identifier?.value).find((each: unknown) => each !== undefined)
      if (answered !== undefined) advice.requester = { ...advice.requester, organisation: answered }
      actFor(advice)
      holdConversation(state, bundle, advice, basedOn)
      return ask(200, bundle, 'GET', `/STU3/Communication?based-on=${basedOn}`)
    }
    case 'GET /R4/HealthcareService/{id}': {
      const resource = published(`r4/getService/responses/sampleServiceWith${row.title.includes('minimal') ? 'Minimum' : 'Full'}Attributes`)
      holdService(state, resource)
      return ask(200, resource, 'GET', `/R4/HealthcareService/${resource.id}`)
    }
    case 'HEAD /R4/HealthcareService/{id}':
      holdService(state, published('r4/getService/responses/sampleServiceWithMinimumAttributes'))
      return ask(200, undefined, 'HEAD', '/R4/HealthcareService/1')
    case 'GET /R4/HealthcareService': {
      const file = row.title.includes('max and min') ? 'MaxAndMinAttributes' : row.title.includes('none of') ? 'EmptyResponse' : 'MinmumalAttributes'
      const bundle = published(`r4/searchForServices/responses/searchServiceWith${file}`)
      for (const { resource } of bundle.entry ?? []) holdService(state, resource)
      return ask(200, bundle, 'GET', `/R4/HealthcareService?_id=${(bundle.entry?.map(({ resource }: any) => resource.id) ?? row.request.match(/\d/g)).join(',')}`)
    }
    case 'GET /STU3/Appointment/{id}': {
      const resource = published(`stu3/retrieveAppointment/responses/${APPOINTMENTS[appointmentId]}`)
      holdAppointment(state, resource, holdReferral(state, referrals('Unbooked'), base), base)
      return ask(200, resource, 'GET', `/STU3/Appointment/${appointmentId}${history}`)
    }
    case 'POST /STU3/ReferralRequest/{ubrn}/$ers.cancelReferral': {
      const [request, response] = CANCELLATIONS[row.request]!
      const after = published(`stu3/cancelReferral/responses/Cancelled${response === 'Referrer' ? 'BookedReferralReferrerCancellation' : `Referral${response}`}`)
      const [{ resource }, appointment] = after.parameter
      const referral = holdReferral(state, resource, base)
      referral.version -= 1
      referral.state = { code: 'NOT_BOOKED' }
      if (appointment && referral.appointment) Object.assign(referral.appointment, { status: 'booked', version: referral.appointment.version - 1 })
      return ask(200, after, 'POST', `/STU3/ReferralRequest/${resource.id}/$ers.cancelReferral`, published(`stu3/cancelReferral/requests/${request}`), { 'if-match': `W/"${referral.version}"` })
    }
    default: {
      const number = row.quoted[0]!
      const bundle = published(`r4/searchServiceRequest/responses/${SERVICE_REQUESTS[number]}`)
      for (const { resource } of bundle.entry ?? []) {
        const { id, meta, subject } = resource
        const known = { ubrn: number, requestId: id, version: Number(meta.versionId), nhsNumber: subject.identifier.value }
        if (id.startsWith('r.')) state.referrals.set(number, { ...holdReferral(state, referrals('Unbooked'), base), ...known })
        else state.advice.set(number, { ...actFor(holdAdvice(state, published('stu3/retrieveAdviceAndGuidanceRequest/responses/MinimalExample'))), ...known, ...(resource.status === 'completed' && { status: 'ADVICE_CONVERTED' as const }) })
      }
      const held = state.referrals.get(number)
      if (held) held.referrer.organisation = organisation
      if (number !== '000000070000' && !(bundle.entry ?? []).some(({ resource }: any) => resource.id.startsWith('r.'))) state.referrals.delete(number)
      return ask(200, bundle, 'GET', `/R4/ServiceRequest?identifier=https://fhir.nhs.uk/Id/UBRN|${number}`)
    }
  }

  /** The caller acts for this organisation: only its own requests can be read. */
  function actAt(odsCode: string): void {
    organisation = odsCode
    const grant = environment.identity.tokens.get('gp')
    if (grant?.kind === 'healthcare-worker') grant.roles.push({ ...grant.roles[0]!, id: '1', organisation })
  }

  function actFor(advice: AdviceRequest): AdviceRequest {
    actAt(advice.requester.organisation)
    return advice
  }

  /** Offers the slots of a searchset, and as many after them as there are by its total. */
  function offer(id: string, entries: any[], total: number): void {
    service.controls.putService(state, { id, bookable: 'DIRECTLY_BOOKABLE' })
    const slots = entries.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'Slot')
    const first = slots[0]?.start ?? '2021-05-22T00:00:00Z'
    environment.clock.set(Date.parse(first) - 86_400_000)
    slots.forEach(({ id: slotId, start, end, schedule }) => {
      const clinician = schedule.reference.split('-')[1]
      state.slots.set(slotId, { id: slotId, serviceId: id, start, end, priorities: ['ROUTINE'], ...(clinician !== undefined && { clinician }) })
    })
    for (let more = slots.length; more < total; more++) state.slots.set(`more-${more}`, { id: `more-${more}`, serviceId: id, start: `2031-01-01T00:00:${String(more).padStart(2, '0')}.000Z`, end: '2031-01-02T00:00:00.000Z', priorities: ['ROUTINE'] })
  }
})

/** What a row names: `ubrn`=`000000070000` and so on. */
function named({ request }: Row): Record<string, string> {
  return Object.fromEntries([...request.matchAll(/`([^`]+)`=`([^`]*)`/g)].map(([, name, value]) => [name!, value!]))
}

