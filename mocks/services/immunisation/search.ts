import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import { demandPermission } from './access.ts'
import { errors, outcome } from './errors.ts'
import { list, object, type Json } from './json.ts'
import { readSearch, type IdentifierSearch, type PatientSearch } from './search-parameters.ts'
import { byIdentifier, permits, type Event, type ImmunisationState } from './state.ts'
import { SYSTEM } from './systems.ts'

const BASE = '/immunisation-fhir-api/FHIR/R4/Immunization'

/** The NHS number that a search names. */
export function subjectOfSearch(query: URLSearchParams): string | undefined {
  const value = query.get('patient.identifier')
  return value?.startsWith(`${SYSTEM.nhsNumber}|`) ? value.slice(SYSTEM.nhsNumber.length + 1) : undefined
}

/** Answers a search, by patient or by the supplier's own identifier. */
export function search(call: Call<ImmunisationState>, query: URLSearchParams): Reply {
  const asked = readSearch(query)
  return fhir(200, asked.kind === 'identifier' ? searchByIdentifier(call, asked) : searchByPatient(call, asked))
}

function searchByPatient(call: Call<ImmunisationState>, asked: PatientSearch): Json {
  const { state } = call
  const permitted = asked.targets.filter((target) => permits(state, call.grant!.applicationId, 'search', target))
  if (permitted.length === 0 && !asked.nothing) refuse(errors.forbiddenVaccine(), { rule: 'no-permission', detail: `not permitted to search ${asked.targets.join(', ')}`, clause: 'Immunisation FHIR API: supplier permissions' })
  const found = asked.nothing ? [] : [...state.events.values()].filter((event) => isFound(event, asked, permitted))
  const patientUrl = `urn:uuid:${state.random.uuid()}`
  const entry: Json[] = found.map((event) => ({ fullUrl: `${call.baseUrl}${BASE}/${event.id}`, resource: asFound(event, patientUrl), search: { mode: 'match' } }))
  if (found.length > 0) entry.push({ fullUrl: patientUrl, resource: { resourceType: 'Patient', id: asked.nhsNumber, identifier: [{ system: SYSTEM.nhsNumber, value: asked.nhsNumber }] }, search: { mode: 'include' } })
  if (permitted.length !== asked.targets.length) entry.push({ resource: outcome('unauthorized', 'Your search contains details that you are not authorised to request', { severity: 'warning' }) })
  for (const warning of asked.warnings) entry.push({ resource: outcome('invalid', warning, { severity: 'warning' }) })
  return { resourceType: 'Bundle', type: 'searchset', link: [{ relation: 'self', url: `${call.baseUrl}${BASE}?${linkOf(asked)}` }], entry, total: found.length }
}

/** Completed events of the patient within the dates. A day given as the end is in it. */
function isFound({ deleted, nhsNumber, target, resource }: Event, asked: PatientSearch, permitted: readonly string[]): boolean {
  const day = String(resource['occurrenceDateTime']).slice(0, 10)
  return !deleted && nhsNumber === asked.nhsNumber && permitted.includes(target) && resource['status'] === 'completed' && (!asked.from || day >= asked.from) && (!asked.to || day <= asked.to)
}

function linkOf({ nhsNumber, targets, from, to, include, diseases }: PatientSearch): string {
  const which: [string, string][] = diseases ? [['target-disease', [...diseases].sort().join(',')]] : [['immunization.target', targets.join(',')], ['-immunization.target', targets.join(',')]]
  const rest: [string, string | undefined][] = [['-date.from', from], ['-date.to', to], ['_include', include]]
  return new URLSearchParams([...which, ['patient.identifier', `${SYSTEM.nhsNumber}|${nhsNumber}`], ...rest.filter((pair): pair is [string, string] => pair[1] !== undefined)]).toString()
}

/** An event as a search shows it: without who gave it and the patient's details, the patient referred to by number. */
function asFound({ id, version, nhsNumber, resource }: Event, patientUrl: string): Json {
  const { contained, ...event } = structuredClone(resource)
  const practitioner = list(contained).map(object).find(({ resourceType }) => resourceType === 'Practitioner')
  const performer = list(event['performer']).filter((each) => object(object(each)['actor'])['reference'] !== `#${String(practitioner?.['id'])}`)
  const [identifier, ...more] = list(event['identifier']).map(object)
  return {
    ...event,
    id,
    meta: { versionId: String(version) },
    identifier: [{ use: 'official', ...identifier }, ...more],
    performer,
    patient: { reference: patientUrl, type: 'Patient', ...(nhsNumber !== undefined && { identifier: { system: SYSTEM.nhsNumber, value: nhsNumber } }) },
  }
}

function searchByIdentifier(call: Call<ImmunisationState>, { system, value, elements }: IdentifierSearch): Json {
  const parameters = [['identifier', `${system}|${value}`], ...(elements ? [['_elements', [...elements].sort().join(',')]] : [])] as [string, string][]
  const link = [{ relation: 'self', url: `${call.baseUrl}${BASE}?${new URLSearchParams(parameters)}` }]
  const event = byIdentifier(call.state, system, value)
  if (!event || event.deleted) return { resourceType: 'Bundle', type: 'searchset', link, entry: [], total: 0 }
  demandPermission(call, 'search', event.target)
  const whole = asFound(event, `urn:uuid:${call.state.random.uuid()}`)
  const resource = elements ? { resourceType: 'Immunization', ...(elements.includes('id') && { id: event.id }), ...(elements.includes('meta') && { meta: whole['meta'] }) } : whole
  return { resourceType: 'Bundle', type: 'searchset', link, entry: [{ fullUrl: `${call.baseUrl}${BASE}/${event.id}`, resource, search: { mode: 'match' } }], total: 1 }
}
