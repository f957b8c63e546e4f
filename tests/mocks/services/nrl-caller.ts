import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/nrl/service.ts'

export const NHS_NUMBER = '9990548609'
export const CONSUMER = '/record-locator/consumer/FHIR/R4/DocumentReference'
export const PRODUCER = '/record-locator/producer/FHIR/R4/DocumentReference'
export const SUBJECT = `https://fhir.nhs.uk/Id/nhs-number|${NHS_NUMBER}`

const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] })
const SNOMED = 'http://snomed.info/sct'
const ENGLAND = 'https://fhir.nhs.uk/England'

/** A pointer to an advance care plan that practice A99901 holds. */
export const pointer = (changes: object = {}) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: coded(SNOMED, '736366004', 'Advance care plan'),
  category: [coded(SNOMED, '734163000', 'Care plan')],
  subject: { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: NHS_NUMBER } },
  author: [{ identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' } }],
  custodian: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' } },
  content: [
    {
      attachment: { contentType: 'application/pdf', url: 'ssp://proxy/https%3A%2F%2Fa.example%2F1' },
      format: { system: `${ENGLAND}/CodeSystem/England-NRLFormatCode`, code: 'urn:nhs-ic:unstructured', display: 'Unstructured Document' },
      extension: [{ url: `${ENGLAND}/StructureDefinition/Extension-England-ContentStability`, valueCodeableConcept: coded(`${ENGLAND}/CodeSystem/England-NRLContentStability`, 'dynamic', 'Dynamic') }],
    },
  ],
  context: { practiceSetting: coded(SNOMED, '788002001', 'Adult mental health service'), related: [{ identifier: { system: 'https://fhir.nhs.uk/Id/nhsSpineASID', value: '200000000116' } }] },
  ...changes,
})

export function start() {
  const app = inProcess([service])
  const { environment } = app
  environment.clock.set(Date.parse('2026-03-10T12:00:00Z'))
  const always = { applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('t', { ...always, kind: 'application' })
  environment.identity.tokens.set('user', { ...always, kind: 'healthcare-worker', userId: '1', aal: 3, roles: [] })
  const state = environment.stateOf(service)

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string | undefined> = {}) => {
    const all = { authorization: 'Bearer t', 'nhsd-end-user-organisation-ods': 'A99901', 'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068', ...headers }
    const response = await app.fetch(app.baseUrl + path, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text.startsWith('{') ? JSON.parse(text) : undefined
    return { status: response.status, headers: response.headers, text, body: json, words: json?.issue?.[0]?.diagnostics as string, code: json?.issue?.[0]?.details?.coding[0].code as string }
  }
  const create = async (changes: object = {}) => (await call('POST', PRODUCER, pointer(changes))).headers.get('location')!.split('/').at(-1)!
  const find = (criteria: object = {}, headers: Record<string, string> = {}) => call('POST', `${CONSUMER}/_search`, { 'subject:identifier': SUBJECT, ...criteria }, headers)
  return { ...app, state, call, create, find, violations: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}
