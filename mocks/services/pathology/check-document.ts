import { errors, reject } from './errors.ts'
import { refuse } from '../../kit/refusal.ts'

type Json = Record<string, unknown>

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code'
const BASED_ON = 'http://hl7.eu/fhir/StructureDefinition/composition-basedOn-order-or-requisition'
/** What a document may hold. Source: the API's own description of the entries. */
const TYPES = new Set(['Composition', 'ServiceRequest', 'PractitionerRole', 'Organization', 'Patient', 'Observation', 'DiagnosticReport', 'Specimen', 'Practitioner'])

/** What the service takes from a document: whose result it is, and who asked for it. */
export interface CheckedDocument {
  bundle: Json
  nhsNumber: string
  /** ODS code of the organisation that asked. */
  requester: string
}

interface Entry {
  fullUrl: string
  resource: Json
  at: number
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
/** One, or the list that FHIR has there: the published description shows the one, FHIR the other. */
const listed = (value: unknown): Json[] => (Array.isArray(value) ? value : [value]).filter(isObject)
const required = (place: (string | number)[]): never => reject('field-required', `(${place.map((part) => (typeof part === 'string' ? `'${part}'` : part)).join(', ')}) - Field required \n`, `/${place.join('/')}`)

/** The only entry that a reference leads to, if it is of the wanted type. */
function follow(entries: readonly Entry[], reference: unknown, type: string, from: (string | number)[]): Entry {
  const target = isObject(reference) ? reference['reference'] : undefined
  if (typeof target !== 'string') return required([...from, 'reference'])
  const found = entries.find(({ fullUrl, resource }) => fullUrl === target && resource['resourceType'] === type)
  return found ?? reject('unresolved-reference', `Reference '${target}' does not resolve to a ${type} within the bundle`, `/${from.join('/')}/reference`)
}

function entriesOf(bundle: Json): Entry[] {
  const given = Array.isArray(bundle['entry']) ? bundle['entry'] : []
  return given.map((entry: unknown, at) => {
    const { fullUrl, resource } = isObject(entry) ? entry : {}
    if (typeof fullUrl !== 'string') return required(['entry', at, 'fullUrl'])
    if (!isObject(resource)) return required(['entry', at, 'resource'])
    const type = resource['resourceType']
    if (typeof type !== 'string') return reject('no-resource-type', 'resourceType must be provided for each Resource.', `/entry/${at}/resource`)
    if (!TYPES.has(type)) return reject('unsupported-resource', `Unsupported resourceType: ${type}`, `/entry/${at}/resource/resourceType`)
    return { fullUrl, resource, at }
  })
}

function nhsNumberOf({ resource, at }: Entry): string {
  const { subject } = resource
  if (!isObject(subject) || subject['identifier'] === undefined) return reject('no-subject', 'Composition does not define a valid subject identifier', `/entry/${at}/resource/subject`)
  const place = ['entry', at, 'resource', 'subject', 'identifier']
  const { system, value } = isObject(subject['identifier']) ? subject['identifier'] : {}
  if (typeof system !== 'string') return required([...place, 'system'])
  if (typeof value !== 'string') return required([...place, 'value'])
  if (system !== NHS_NUMBER) return reject('wrong-system', 'Composition does not define a valid subject identifier', `/${place.join('/')}/system`)
  return value
}

/** From the Composition over the request to whoever asked: their organisation is who is told. */
function requesterOf(entries: readonly Entry[], composition: Entry): string {
  const { resource, at } = composition
  // The published schema has the extension on the subject, the published documents of laboratories on the Composition.
  const subject = resource['subject']
  const extensions = [...listed(resource['extension']), ...listed(isObject(subject) ? subject['extension'] : undefined)]
  const basedOn = extensions.find(({ url }) => url === BASED_ON)
  if (!basedOn) return required(['entry', at, 'resource', 'extension'])
  const request = follow(entries, basedOn['valueReference'], 'ServiceRequest', ['entry', at, 'resource', 'extension', 'valueReference'])
  const role = follow(entries, request.resource['requester'], 'PractitionerRole', ['entry', request.at, 'resource', 'requester'])
  const organisation = follow(entries, role.resource['organization'], 'Organization', ['entry', role.at, 'resource', 'organization'])
  const code = listed(organisation.resource['identifier']).find(({ system }) => system === ODS_CODE)?.['value']
  return typeof code === 'string' ? code : required(['entry', organisation.at, 'resource', 'identifier'])
}

/**
 * Holds a document to what the service demands of it, in the order in which it looks. Source: the API's description of the request;
 * words where that is silent: the tests of its public repository.
 */
export function checkDocument(body: unknown): CheckedDocument {
  if (!isObject(body) || body['resourceType'] !== 'Bundle' || body['type'] !== 'document')
    return refuse(errors.invalidBundle(), { rule: 'no-document', detail: 'the body is no Bundle of type document', clause: 'Pathology and Laboratory Medicine Reporting API, send a laboratory test result', pointer: '/type' })
  const entries = entriesOf(body)
  const compositions = entries.filter(({ resource }) => resource['resourceType'] === 'Composition')
  const [composition] = compositions
  if (!composition || compositions.length > 1) return reject('one-composition', 'Document must include a single Composition resource', '/entry')
  const nhsNumber = nhsNumberOf(composition)
  if (body['id'] !== undefined) return reject('bundle-with-id', 'Bundles cannot be defined with an existing ID', '/id')
  if (composition.at !== 0) return reject('composition-first', 'Composition must be the first entry of the document', `/entry/${composition.at}`)
  return { bundle: body, nhsNumber, requester: requesterOf(entries, composition) }
}
