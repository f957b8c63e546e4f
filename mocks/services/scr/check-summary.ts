import { list, object, text, type Json } from './json.ts'
import { reject } from './errors.ts'
import { SUMMARY_CATEGORY, SUMMARY_TYPE, SYSTEM } from './systems.ts'
import { isWellFormed } from './well-formed.ts'

const CLAUSE = 'SCR FHIR API: Upload patient’s Summary Care Record (POST /Bundle)'

/** What an upload says of itself, once it has passed. */
export interface Upload {
  id: string
  nhsNumber: string
  /** The summary it replaces, upper case. */
  replaces?: string
  composition: Json
}

/** Stops an upload at the first thing the service objects to, in its order: bundle, author, composition, patient. */
export function checkSummary(bundle: Json): Upload {
  if (bundle['resourceType'] !== 'Bundle') fail('body-not-a-bundle', `Incorrect resource type found, expected "Bundle" but found "${String(bundle['resourceType'])}"`)
  if (bundle['type'] !== 'document') fail('bundle-type', `Unsupported Bundle.type: ${String(bundle['type']).toUpperCase()}`, '/type')
  if (!text(bundle['timestamp'])) fail('bundle-timestamp', 'bundle.timestamp must not be empty', '/timestamp')
  const identifier = object(bundle['identifier'])
  if (Object.keys(identifier).length === 0) fail('bundle-identifier', 'bundle.identifier must not be empty', '/identifier')
  if (identifier['system'] !== SYSTEM.uuid) fail('bundle-identifier', `bundle.identifier.system must be ${SYSTEM.uuid}`, '/identifier/system')
  if (!text(identifier['value'])) fail('bundle-identifier', 'bundle.identifier.value must not be empty', '/identifier/value')

  const composition = only(bundle, 'Composition')
  checkAuthor(bundle, composition)
  checkComposition(composition)
  const upload = { ...idsOf(composition), composition, nhsNumber: '' }
  checkSections(composition)
  return { ...upload, nhsNumber: checkPatient(bundle, composition) }
}

function fail(rule: string, words: string, pointer?: string): never {
  return reject(words, rule, CLAUSE, pointer)
}

const resources = (bundle: Json): Json[] => list(bundle['entry']).map((entry) => object(object(entry)['resource']))

/** The one resource of a kind that a summary has. */
function only(bundle: Json, type: string): Json {
  const [first, second] = resources(bundle).filter(({ resourceType }) => resourceType === type)
  if (second) fail('too-many-resources', `There is more than 1 resource of type ${type}`, '/entry')
  return first ?? fail('resource-missing', `${type} missing from payload`, '/entry')
}

/** The author is in the bundle: a PractitionerRole, and the Practitioner or Organization behind it. */
function checkAuthor(bundle: Json, composition: Json): void {
  const reference = String(object(list(composition['author'])[0])['reference'])
  const role = referred(bundle, reference)
  if (!role) return fail('author-missing', `Bundle is missing PractitionerRole ${reference} that is linked to Composition`, '/entry')
  for (const kind of ['practitioner', 'organization']) {
    const behind = text(object(role[kind])['reference'])
    if (behind && !referred(bundle, behind)) fail('author-missing', `Bundle is missing ${behind.split('/')[0]} ${behind} that is linked to PractitionerRole`, '/entry')
  }
}

function referred(bundle: Json, reference: string): Json | undefined {
  const [type, id] = reference.split('/')
  return resources(bundle).find((resource) => resource['resourceType'] === type && resource['id'] === id)
}

function checkComposition(composition: Json): void {
  const category = object(list(object(list(composition['category'])[0])['coding'])[0])
  if (list(composition['category']).length === 0) fail('composition-category', 'Composition.category element is missing', '/Composition/category')
  checkCoding('category', category, SUMMARY_CATEGORY)
  if (!composition['type']) fail('composition-type', 'Composition.type element is missing', '/Composition/type')
  checkCoding('type', object(list(object(composition['type'])['coding'])[0]), SUMMARY_TYPE)
  if (composition['status'] !== 'final') fail('composition-status', `Invalid composition.status: ${String(composition['status']).toUpperCase()}`, '/Composition/status')
}

function checkCoding(element: string, coding: Json, expected: { system: string; code: string; display: string }): void {
  for (const part of ['system', 'code', 'display'] as const) {
    if (coding[part] !== expected[part]) fail(`composition-${element}`, `Composition.${element}.coding.${part} not supported: ${String(coding[part] ?? null)}`, `/Composition/${element}/coding/0/${part}`)
  }
}

function idsOf(composition: Json): { id: string; replaces?: string } {
  const relation = object(list(composition['relatesTo'])[0])
  const replaces = text(object(relation['targetIdentifier'])['value'])
  if (list(composition['relatesTo']).length > 0) {
    if (relation['code'] !== 'replaces') fail('composition-relates-to', `Unsupported Composition.relatesTo.code element: ${String(relation['code']).toUpperCase()}`, '/Composition/relatesTo/0/code')
    if (!replaces) fail('composition-relates-to', 'Composition.relatesTo.targetIdentifier.value element is missing', '/Composition/relatesTo/0/targetIdentifier')
  }
  const identifier = object(composition['identifier'])
  if (identifier['system'] !== SYSTEM.uuid) fail('composition-identifier', `Missing Composition.identifier for system: ${SYSTEM.uuid}`, '/Composition/identifier')
  const value = text(identifier['value']) ?? fail('composition-identifier', 'Missing Composition.identifier.value element', '/Composition/identifier/value')
  if (!text(composition['date'])) fail('composition-date', 'Composition Date Element missing from payload', '/Composition/date')
  return { id: value.toUpperCase(), ...(replaces && { replaces: replaces.toUpperCase() }) }
}

/** The text of every section is XHTML that can be read as such. */
function checkSections(composition: Json): void {
  const sections = list(composition['section'])
  if (sections.length === 0) fail('composition-section', 'Missing mandatory Composition.section', '/Composition/section')
  sections.forEach((section, at) => {
    const div = text(object(object(section)['text'])['div'])
    if (!div || !isWellFormed(div)) fail('section-not-xhtml', 'Unable to parse XML document', `/Composition/section/${at}/text/div`)
  })
}

function checkPatient(bundle: Json, composition: Json): string {
  const patient = only(bundle, 'Patient')
  const numbers = list(patient['identifier']).map(object).filter(({ system, value }) => system === SYSTEM.nhsNumber && text(value))
  if (numbers.length > 1) fail('patient-identifier', `Multiple Patient resource '${SYSTEM.nhsNumber}' identifiers`, '/Patient/identifier')
  const nhsNumber = text(numbers[0]?.['value']) ?? fail('patient-identifier', `patient.identifier[] for system ${SYSTEM.nhsNumber} must not be empty`, '/Patient/identifier')
  const subject = text(object(composition['subject'])['reference'])
  if (!subject || !`Patient/${String(patient['id'])}`.includes(subject)) fail('composition-subject', 'Composition.subject reference is missing or invalid', '/Composition/subject')
  return nhsNumber
}
