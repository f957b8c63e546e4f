import { behaviour } from '../behaviour.ts'
import type { Role } from '../session/session.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import type { Answer } from './answer.ts'
import { readAdvice, readConversation } from './ers/read-advice.ts'
import { readReferenceData, readServices, readSlots, readWorklist } from './ers/read-lists.ts'
import { readReferral } from './ers/read-referral.ts'
import { object, objects, SERVICE, unreadable } from './ers/read.ts'
import { ersRefusal } from './ers/refusals.ts'
import {
  adviceRequest,
  bookingRequest,
  cancelRequest,
  createRequest,
  letterRequest,
  searchRequest,
  shortlistRequest,
  worklistRequest,
  type About,
  type AdviceQuestion,
  type Booking,
  type Shortlist,
} from './ers/requests.ts'
import type {
  Criteria,
  NationalAdvice,
  NationalReferral,
  NationalSlot,
  OfferedService,
  OutgoingFile,
  Priority,
  Purpose,
  ReferenceConcept,
  Worklist,
  WorklistEntry,
} from './ers/types.ts'
import type { Platform, PlatformCall } from './platform.ts'
import type { Principal } from './tokens.ts'

/** A referral in e-RS as the user has it in front of them. */
export interface SeenNationally {
  ubrn: string
  version: string
}

/**
 * The e-Referral Service for a signed-in referrer. Every change names the version it is made to. Refusals come as `Refusal`:
 * `changed-meanwhile` if the version is no longer the current one; `NationalRefusal.outcomeUnknown` says whether it may have been done.
 */
export interface Ers {
  searchServices(work: Work, about: About, purpose: Purpose, criteria: Criteria): Promise<OfferedService[]>
  createReferral(work: Work, about: About, shortlist: Shortlist): Promise<NationalReferral>
  readReferral(work: Work, ubrn: string): Promise<NationalReferral>
  changeShortlist(work: Work, seen: SeenNationally, shortlist: Shortlist): Promise<NationalReferral>
  /** Puts a file into e-RS's store and gives its address there. It belongs to nothing until it is attached. */
  upload(work: Work, file: OutgoingFile, ubrn?: string): Promise<string>
  /** Makes these the referral's letters: what is not among them is taken off. */
  maintainLetters(work: Work, seen: SeenNationally, letters: readonly { url: string; description?: string }[]): Promise<NationalReferral>
  cancelReferral(work: Work, seen: SeenNationally, reason: { code: string; comments?: string }): Promise<NationalReferral>
  /** The letter for the patient, with UBRN and password (PDF). */
  patientLetter(work: Work, ubrn: string): Promise<Uint8Array>
  worklist(work: Work, list: Worklist): Promise<WorklistEntry[]>
  /** A set of reference data, such as REFERRAL-CANCELLATION-REASON: what may be used now. */
  referenceData(work: Work, set: string): Promise<ReferenceConcept[]>
  freeSlots(work: Work, request: { serviceId: string; priority: Priority; commissioningOrganisation: string }): Promise<NationalSlot[]>
  /** Books a slot or leaves the booking to the provider. */
  book(work: Work, booking: Booking): Promise<void>
  askForAdvice(work: Work, about: About, question: AdviceQuestion): Promise<NationalAdvice>
  readAdvice(work: Work, ubrn: string): Promise<NationalAdvice>
}

const BASE = '/referrals/FHIR'
const STU3 = `${BASE}/STU3`
/** e-RS gives at most so many slots at once. */
const SLOTS_A_PAGE = '100'

/** The capacity in which the user acts in e-RS, by the activities of the role they chose. Source: e-RS, business functions. */
export const businessFunction = behaviour('referrals.businessFunction', ({ activities }: Role): string | undefined =>
  activities.includes('B1101') ? 'REFERRING_CLINICIAN' : activities.includes('B1102') ? 'REFERRING_CLINICIAN_ADMIN' : undefined,
)

/** On whose authority e-RS is called: the signed-in user's. It gives an application no referral to write. */
export const ersPrincipal = behaviour('referrals.principal', ({ session }: Work): Principal => ({ session }))

/** Speaks the e-RS FHIR API (STU3). Source: e-Referral Service FHIR API, operations A004 to A044. */
export function createErs(platform: Platform, { national }: { national: { platformUrl: string } }): Ers {
  const base = `${national.platformUrl}${BASE}`

  const call = async (work: Work, rest: Omit<PlatformCall, 'service' | 'as' | 'correlationId'>): Promise<Answer> => {
    const acting = businessFunction(work.role)
    if (acting === undefined) throw new Refusal('not-permitted', `Your role ${work.role.name} is no referrer’s: it does not let you use e-RS.`)
    const answer = await platform.call({
      service: SERVICE,
      as: ersPrincipal(work),
      correlationId: work.interaction,
      ...rest,
      headers: { 'nhsd-end-user-organisation-ods': work.role.organisation, 'nhsd-ers-business-function': acting, ...rest.headers },
    })
    if (answer.status >= 300) throw ersRefusal(answer)
    return answer
  }
  const write = (work: Work, path: string, body: unknown, headers: Record<string, string> = {}) => call(work, { method: 'POST', path: `${STU3}${path}`, body, headers, once: true })
  const read = (work: Work, path: string, query: [string, string][] = []) => call(work, { method: 'GET', path: `${STU3}${path}`, query })
  const ifMatch = ({ version }: SeenNationally) => ({ 'if-match': `W/"${version}"` })
  const operation = (ubrn: string, name: string) => `/ReferralRequest/${ubrn}/$ers.${name}`

  const conversation = async (work: Work, { ubrn, version }: { ubrn: string; version: string }) =>
    readConversation((await read(work, '/Communication', [['based-on', `CommunicationRequest/${ubrn}/_history/${version}`]])).body)

  return {
    // A search writes nothing: it may be asked twice.
    searchServices: async (work, about, purpose, criteria) =>
      readServices((await call(work, { method: 'POST', path: `${STU3}/HealthcareService/$ers.searchHealthcareServicesForPatient`, body: searchRequest(base, about, purpose, criteria) })).body),

    createReferral: async (work, about, shortlist) => {
      const created = readReferral((await write(work, '/ReferralRequest/$ers.createReferral', createRequest(base, about, shortlist))).body)
      if (created.nhsNumber !== about.nhsNumber) throw unreadable('a referral of another patient')
      return created
    },

    readReferral: async (work, ubrn) => {
      const found = readReferral((await read(work, `/ReferralRequest/${ubrn}`)).body)
      if (found.ubrn !== ubrn) throw unreadable(`asked for ${ubrn}, got ${found.ubrn}`)
      return found
    },

    changeShortlist: async (work, seen, shortlist) => readReferral((await write(work, operation(seen.ubrn, 'changeShortlist'), shortlistRequest(base, shortlist), ifMatch(seen))).body),

    upload: async (work, { name, mediaType, content }, ubrn) => {
      const { headers } = await call(work, {
        method: 'POST',
        path: `${STU3}/Binary`,
        body: content,
        mediaType,
        headers: { 'nhsd-ers-file-name': name, ...(ubrn !== undefined && { 'nhsd-ers-referral-id': ubrn }) },
        once: true,
      })
      const url = /(?:^|\/)(Binary\/[^/?#]+)$/.exec(headers['location'] ?? '')?.[1]
      if (url === undefined) throw unreadable('a stored file without an address')
      return url
    },

    maintainLetters: async (work, seen, letters) =>
      readReferral((await write(work, operation(seen.ubrn, 'maintainReferralLetter'), letterRequest(letters, work.services.clock.timestamp()), ifMatch(seen))).body),

    cancelReferral: async (work, seen, reason) => {
      const { body } = await write(work, operation(seen.ubrn, 'cancelReferral'), cancelRequest(base, reason), ifMatch(seen))
      return readReferral(objects(body['parameter']).find(({ name }) => name === 'updatedReferralRequest')?.['resource'])
    },

    patientLetter: async (work, ubrn) => {
      const { bytes } = await call(work, { method: 'POST', path: `${STU3}${operation(ubrn, 'generatePatientLetter')}`, takes: 'application/pdf' })
      return bytes ?? new Uint8Array()
    },

    worklist: async (work, list) => readWorklist((await call(work, { method: 'POST', path: `${STU3}/ReferralRequest/$ers.fetchworklist`, body: worklistRequest(list) })).body),

    referenceData: async (work, set) => readReferenceData((await read(work, `/CodeSystem/${set}`)).body, work.services.clock.now()),

    freeSlots: async (work, { serviceId, priority, commissioningOrganisation }) => {
      const query: [string, string][] = [
        ['schedule.actor:HealthcareService', serviceId],
        ['appointmentType', priority],
        ['status', 'free'],
        ['_count', SLOTS_A_PAGE],
        ['page', '1'],
        ['_include', 'Slot:schedule'],
      ]
      return readSlots((await call(work, { method: 'GET', path: `${STU3}/Slot`, query, headers: { 'nhsd-ers-comm-rule-org': commissioningOrganisation } })).body)
    },

    book: async (work, booking) => {
      const { body } = await write(work, '/Appointment', bookingRequest(booking))
      if (body['resourceType'] !== 'Appointment') throw unreadable('expected an Appointment')
    },

    askForAdvice: async (work, about, question) => {
      const { body } = await write(work, '/CommunicationRequest/$ers.createAdviceAndGuidance', adviceRequest(base, about, question, work.services.clock.timestamp()))
      const created = objects(body['parameter']).find(({ name }) => name === 'createdCommunicationRequest')
      const advice = readAdvice(object(created)['resource'])
      if (advice.nhsNumber !== about.nhsNumber) throw unreadable('a request for advice about another patient')
      return { ...advice, messages: [{ from: 'practice', at: work.services.clock.timestamp(), text: question.question }] }
    },

    readAdvice: async (work, ubrn) => {
      const advice = readAdvice((await read(work, `/CommunicationRequest/${ubrn}`)).body)
      return { ...advice, messages: await conversation(work, advice) }
    },
  }
}
