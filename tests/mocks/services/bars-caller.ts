import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/bars/service.ts'
import type { BarsState } from '../../../mocks/services/bars/state.ts'

// Answers of every shape are read here; what an assertion expects of one is the check.
export type Body = Record<string, any>

export const PHARMACY = '2000000901'
export const URGENT = '2000000930'
const ID = 'c1ab3fba-6bae-4ba4-b257-5a87c44d4a91'

export const inBase64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

/** The headers of a call that is in order. */
export const properHeaders = (serviceId: string): Record<string, string> => ({
  authorization: 'Bearer t',
  accept: 'application/fhir+json; version=1.4.0',
  'x-request-id': ID,
  'x-correlation-id': ID,
  'nhsd-target-identifier': inBase64({ system: 'https://fhir.nhs.uk/Id/dos-service-id', value: serviceId }),
  'nhsd-end-user-organisation': inBase64({ resourceType: 'Organization', identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' }], name: 'Elmswood Surgery' }),
  'nhsd-requesting-software': inBase64({ resourceType: 'Device', identifier: [{ system: 'https://s.example/Id', value: 'S' }], deviceName: [{ name: 'S', type: 'manufacturer-name' }], version: [{ value: '1' }] }),
})

export function start() {
  const app = inProcess([service])
  app.environment.identity.tokens.set('t', { kind: 'application', applicationId: 'gp', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER })
  const state = app.environment.stateOf<BarsState>(service)
  const call = async (method: string, path: string, { body, to = PHARMACY, headers = {} }: { body?: unknown; to?: string; headers?: Record<string, string | undefined> } = {}) => {
    const sent = {
      ...properHeaders(to),
      ...(body !== undefined && { 'content-type': 'application/fhir+json; version=1.4.0' }),
      ...(method !== 'GET' && { 'use-context': 'referraltopharmacy|referral|servicerequest-request|new' }),
      ...headers,
    }
    const response = await app.fetch(`${app.baseUrl}/booking-and-referral/FHIR/R4${path}`, {
      method,
      headers: Object.fromEntries(Object.entries(sent).filter((each): each is [string, string] => each[1] !== undefined)),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: (text === '' ? {} : JSON.parse(text)) as Body }
  }
  return {
    ...app,
    state,
    call,
    send: (message: unknown, to = PHARMACY) => call('POST', '/$process-message', { body: message, to }),
    /** Rules broken by the last call. */
    violations: () => app.environment.journal.read().at(-1)!.violations.map(({ rule }) => rule),
  }
}

/** Code and issue type of a refusal: `REC_CONFLICT duplicate`. */
export const refusalIn = ({ status, body }: { status: number; body: Body }): string => `${status} ${body.issue?.[0]?.details?.coding?.[0]?.code} ${body.issue?.[0]?.code}`

let count = 0
const uuid = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`

const NUMBER = '9990548609'

function message(event: string, reason: string, to: string, focus: Body, resources: Body[], definition: string): Body {
  const entries = [focus, ...resources].map((resource) => ({ fullUrl: `urn:uuid:${resource.key ?? uuid()}`, resource: Object.fromEntries(Object.entries(resource).filter(([name]) => name !== 'key')) }))
  return {
    resourceType: 'Bundle',
    id: uuid(),
    type: 'message',
    entry: [
      {
        fullUrl: `urn:uuid:${uuid()}`,
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: event },
          destination: [{ endpoint: `http://fhir.nhs.uk/Id/dos-service-id|${to}` }],
          source: { name: 'Elmswood Surgery', endpoint: 'http://fhir.nhs.uk/Id/dos-service-id|2000099901' },
          reason: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars', code: reason }] },
          focus: [{ reference: entries[0]!.fullUrl }],
          definition: `https://fhir.nhs.uk/MessageDefinition/${definition}`,
        },
      },
      ...entries,
    ],
  }
}

const patient = (number = NUMBER): Body => ({ resourceType: 'Patient', identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: number }], name: [{ family: 'Okafor', given: ['Joan'] }], birthDate: '1950-02-01', address: [{ postalCode: 'HG1 5AA' }] })
const types = (...names: string[]): Body[] => names.map((resourceType) => ({ resourceType }))

export function referral({ to = PHARMACY, reason = 'new', useCase = 'referraltopharmacy', request = {}, number = NUMBER, without = '' }: { to?: string; reason?: string; useCase?: string; request?: Body; number?: string; without?: string } = {}): Body {
  const category = [
    { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest', code: 'referral' }] },
    { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars', code: useCase }] },
  ]
  const resources = [patient(number), ...types('Encounter', 'HealthcareService', 'Organization', 'Practitioner', 'PractitionerRole')].filter(({ resourceType }) => resourceType !== without)
  return message('servicerequest-request', reason, to, { resourceType: 'ServiceRequest', status: 'active', intent: 'plan', category, ...request }, resources, 'bars-message-servicerequest-request-referral')
}

export function booking({ slot, reason = 'new', appointment = {} }: { slot: { id: string; start: string; end: string }; reason?: string; appointment?: Body }): Body {
  return message(
    'booking-request',
    reason,
    URGENT,
    { resourceType: 'Appointment', status: 'booked', start: slot.start, end: slot.end, slot: [{ reference: `urn:uuid:${slot.id}` }], ...appointment },
    [patient(), { resourceType: 'Slot', key: slot.id, status: 'busy' }, ...types('Schedule', 'HealthcareService', 'Organization')],
    'bars-message-booking-request',
  )
}
