import { inProcess } from '../../../mocks/kit/in-process.ts'
import { makeEvent, type EventDescription } from '../../../mocks/services/immunisation/make-event.ts'
import { service } from '../../../mocks/services/immunisation/service.ts'

export const BASE = '/immunisation-fhir-api/FHIR/R4'
export const NHS_NUMBER = '9990548609'
export const NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'

export function start() {
  const app = inProcess([service])
  const { environment } = app
  environment.clock.set(Date.parse('2026-03-10T12:00:00Z'))
  const always = { applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('t', { ...always, kind: 'application' })
  environment.identity.tokens.set('user', { ...always, kind: 'healthcare-worker', userId: '1', aal: 3, roles: [] })
  const state = environment.stateOf(service)

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string | undefined> = {}) => {
    const all = { authorization: 'Bearer t', ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers }
    const response = await app.fetch(app.baseUrl + BASE + path, {
      method,
      headers: Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = text.startsWith('{') ? JSON.parse(text) : undefined
    return { status: response.status, headers: response.headers, text, body: json, words: json?.issue?.[0]?.diagnostics as string, code: json?.issue?.[0]?.details?.coding[0].code as string }
  }
  const event = (description: Partial<EventDescription> = {}) => makeEvent({ nhsNumber: NHS_NUMBER, target: 'FLU', at: '2026-03-01T09:30:00+00:00', ...description }, environment.random)
  const record = async (description: Partial<EventDescription> = {}) => (await call('POST', '/Immunization', event(description))).headers.get('location')!.split('/').at(-1)!
  const search = (query: string) => call('GET', `/Immunization?patient.identifier=${NUMBER_SYSTEM}|${NHS_NUMBER}&${query}`)
  return { ...app, state, call, event, record, search, violations: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule) }
}
