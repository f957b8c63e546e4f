import { isValid as isNhsNumber } from '../../../../config/identifiers/nhs-number.ts'
import { application, patient } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { errors, reject } from '../errors.ts'
import type { Entry, HistoryState } from '../state.ts'
import targets from '../targets.json' with { type: 'json' }

const NUMBER = 'https://fhir.nhs.uk/Id/nhs-number|'
const KNOWN = ['patient.identifier', 'procedure-code:below', 'immunization.target', 'date.from', 'date.to', '_include']
const TARGETS = targets as Record<string, { procedures: string[]; disease: string }>

/** A patient's vaccinations, for a system or for the patient signed in through NHS login; nobody found is an empty bundle. */
export const getHistory = route<HistoryState>({
  operation: 'get-immunisation-history',
  method: 'GET',
  path: '/Immunization',
  access: [application(), patient()],
  subject: (call) => numberIn(call),
  handle(call) {
    for (const name of call.query.keys()) if (!KNOWN.includes(name)) reject(`Unknown search parameter '${name}' for resource type 'Immunization'.`, name)
    const nhsNumber = numberIn(call)
    if (nhsNumber === undefined || !isNhsNumber(nhsNumber)) return reject('Missing or invalid NHS number', 'patient.identifier')
    const { grant } = call
    if (grant!.kind === 'patient' && grant!.nhsNumber !== nhsNumber) refuse(errors.anotherPatient(), { rule: 'patient-access', detail: 'a patient asks for somebody else', clause: 'Immunisation History API: 401' })
    if (call.query.get('_include') !== 'Immunization:patient') reject('_include must be Immunization:patient', '_include')
    return fhir(200, bundleOf(call, nhsNumber, selected(call, nhsNumber)))
  },
})

function numberIn(call: Call<HistoryState>): string | undefined {
  const value = call.query.get('patient.identifier')
  return value?.startsWith(NUMBER) ? value.slice(NUMBER.length) : undefined
}

function selected(call: Call<HistoryState>, nhsNumber: string): Entry[] {
  const target = call.query.get('immunization.target')
  const procedure = call.query.get('procedure-code:below')
  const code = procedure?.split('|').at(-1)
  const known = code === undefined || Object.values(TARGETS).some(({ procedures }) => procedures.includes(code))
  if ((target !== null && !TARGETS[target]) || !known || (target !== null && code !== undefined)) reject('Missing, invalid or conflicting parent SNOMED code / Target', target === null ? 'procedure-code:below' : 'immunization.target')
  const date = (name: string, otherwise: string) => {
    const value = call.query.get(name) ?? otherwise
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : reject(`${name} must be a date: YYYY-MM-DD`, name)
  }
  const [from, to] = [date('date.from', '1900-01-01'), date('date.to', '9999-12-31')]
  return call.state.entries.filter((entry) => {
    const day = String(entry.resource['occurrenceDateTime']).slice(0, 10)
    return entry.nhsNumber === nhsNumber && (target === null || entry.target === target) && (code === undefined || entry.procedure === code) && day >= from && day <= to
  })
}

function bundleOf(call: Call<HistoryState>, nhsNumber: string, entries: readonly Entry[]): unknown {
  const { random } = call.environment
  const identifier = { system: NUMBER.slice(0, -1), value: nhsNumber }
  const patientUrl = `urn:uuid:${random.uuid()}`
  const birthDate = entries.findLast((entry) => entry.birthDate !== undefined)?.birthDate
  const found = entries.map(({ resource }) => ({
    fullUrl: `urn:uuid:${random.uuid()}`,
    resource: { ...resource, patient: { reference: patientUrl, type: 'Patient', identifier } },
    search: { mode: 'match' },
  }))
  const included = { fullUrl: patientUrl, resource: { resourceType: 'Patient', id: nhsNumber, identifier: [identifier], ...(birthDate !== undefined && { birthDate }) }, search: { mode: 'include' } }
  return { resourceType: 'Bundle', type: 'searchset', total: found.length, entry: found.length > 0 ? [...found, included] : [] }
}
