import type { Grant } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { makeSummary, type SummaryDescription } from '../../../mocks/services/scr/make-summary.ts'
import { service } from '../../../mocks/services/scr/service.ts'

export const BASE = '/summary-care-record/FHIR/R4'
export const NHS_NUMBER = '9990548609'
export const OTHER = '9903002157'
export const NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'
export const TYPE = 'http://snomed.info/sct|196981000000101'

const role = { id: '555254240100', code: 'S8000:G8000:R8000', name: '"Clinical"', organisation: 'A99901', activities: [] }

/** The service by itself, with a doctor's token `user`, an application's token `app` and some that are not let in. */
export function start() {
  const app = inProcess([service])
  const { environment } = app
  const always = { applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  const doctor: Grant = { ...always, kind: 'healthcare-worker', userId: '555254239107', aal: 3, roles: [role] }
  environment.identity.tokens.set('user', doctor)
  environment.identity.tokens.set('two-roles', { ...doctor, roles: [role, { ...role, id: '555254240201' }] })
  environment.identity.tokens.set('weak', { ...doctor, aal: 1 })
  environment.identity.tokens.set('app', { ...always, kind: 'application' })
  environment.identity.tokens.set('old', { ...doctor, expiresAt: 1 })
  const state = environment.stateOf(service)

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string | undefined> = {}) => {
    const all = { authorization: 'Bearer user', ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers }
    const response = await app.fetch(app.baseUrl + BASE + path, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text.startsWith('{') ? JSON.parse(text) : undefined
    return { status: response.status, headers: response.headers, text, body: json, words: json?.issue?.[0]?.details?.text as string | undefined }
  }
  const summary = (description: Partial<SummaryDescription> = {}) => makeSummary({ nhsNumber: NHS_NUMBER, at: '2026-03-10T12:00:00+00:00', ...description }, environment.random)
  const find = (nhsNumber = NHS_NUMBER, more = '') => call('GET', `/DocumentReference?patient=${NUMBER_SYSTEM}|${nhsNumber}${more}`)
  const read = (id: string, nhsNumber = NHS_NUMBER) => call('GET', `/Bundle?composition.identifier=${id}&composition.subject:Patient.identifier=${NUMBER_SYSTEM}|${nhsNumber}`)
  const permission = (nhsNumber: string, code: string) => call('POST', '/$setPermission', permissionOf(nhsNumber, code))
  return { ...app, state, call, summary, find, read, permission, violations: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}

export const permissionOf = (nhsNumber: string | undefined, ...codes: string[]) => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'setPermissions',
      part: [
        ...(nhsNumber === undefined ? [] : [{ name: 'nhsNumber', valueString: nhsNumber }]),
        ...codes.map((code) => ({ name: 'permissionCode', valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/SCR-ACSPermission', code } })),
      ],
    },
  ],
})
