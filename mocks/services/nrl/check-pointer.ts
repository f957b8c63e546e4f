import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { refuse } from '../../kit/refusal.ts'
import { outcome, type Issue, type OutcomeName } from './errors.ts'
import { list, object, type Json } from './json.ts'
import data from './record-types.json' with { type: 'json' }
import { categoryName } from './record-types.ts'
import { EXTENSION, SYSTEM } from './systems.ts'

/** What a pointer is found by. */
export interface PointerFacts {
  custodian: string
  nhsNumber: string
  type: string
  category: string
}

const REQUIRED = ['custodian', 'type', 'status', 'subject', 'category', 'content', 'author', 'context']
const KNOWN = new Set(['resourceType', 'id', 'meta', 'implicitRules', 'language', 'masterIdentifier', 'identifier', 'docStatus', 'date', 'authenticator', 'relatesTo', 'description', 'securityLabel', ...REQUIRED])
const CLAUSE = 'NRL producer: Create new, or Supersede existing, document pointers'

/** Holds a pointer to what the service demands of one, and gives what it is found by; refuses with every fault of the first stage that has any. */
export function checkPointer(resource: Json): PointerFacts {
  const stages = [requiredFields, identifiers, relations, coding, contents, proxy]
  for (const stage of stages) {
    const issues = stage(resource)
    const [first, ...more] = issues
    if (first) refuse(outcome(first, ...more), { rule: 'pointer', detail: issues.map(({ diagnostics }) => diagnostics).join('; '), clause: CLAUSE, ...(first.expression !== undefined && { pointer: first.expression }) })
  }
  return {
    custodian: String(identifierOf(resource['custodian'])['value']),
    nhsNumber: String(identifierOf(resource['subject'])['value']),
    type: String(codingOf(resource['type'])['code']),
    category: String(codingOf(list(resource['category'])[0])['code']),
  }
}

const issue = (name: OutcomeName, diagnostics: string, expression?: string): Issue => ({ name, diagnostics, ...(expression !== undefined && { expression }) })
const wrong = (diagnostics: string, expression?: string): Issue => issue('INVALID_RESOURCE', diagnostics, expression)
const identifierOf = (reference: unknown): Json => object(object(reference)['identifier'])
export const codingOf = (concept: unknown): Json => object(list(object(concept)['coding'])[0])

function requiredFields(resource: Json): Issue[] {
  const missing = REQUIRED.filter((field) => resource[field] === undefined || (Array.isArray(resource[field]) && resource[field].length === 0))
  const extra = Object.keys(resource).some((field) => !KNOWN.has(field))
  return [
    ...missing.map((field) => wrong(`The required field '${field}' is missing`, field)),
    ...(resource['status'] !== undefined && resource['status'] !== 'current' ? [wrong("status must be 'current'", 'status')] : []),
    ...(extra ? [wrong('The resource contains extra fields')] : []),
  ]
}

function identifiers(resource: Json): Issue[] {
  const authors = list(resource['author'])
  const author = identifierOf(authors[0])
  const custodian = identifierOf(resource['custodian'])
  const subject = identifierOf(resource['subject'])
  return [
    ...(custodian['system'] === SYSTEM.odsCode ? [] : [issue('INVALID_IDENTIFIER_SYSTEM', `Provided custodian identifier system is not the ODS system (expected: '${SYSTEM.odsCode}')`, 'custodian.identifier.system')]),
    ...(subject['system'] === SYSTEM.nhsNumber ? [] : [issue('INVALID_IDENTIFIER_SYSTEM', `Provided subject identifier system is not the NHS number system (expected '${SYSTEM.nhsNumber}')`, 'subject.identifier.system')]),
    ...(isNhsNumber(String(subject['value'])) ? [] : [issue('INVALID_NHS_NUMBER', 'The subject is not a valid NHS number', 'subject.identifier.value')]),
    ...(authors.length === 1 && author['system'] === SYSTEM.odsCode && typeof author['value'] === 'string' ? [] : [wrong('author must be a single organisation, referenced by ODS code', 'author')]),
  ]
}

function relations(resource: Json): Issue[] {
  return list(resource['relatesTo']).map(object).flatMap(({ code, target }, at) => {
    if (!data.relations.includes(String(code))) return [issue('INVALID_CODE_VALUE', `Invalid relatesTo code: ${String(code)}`, `relatesTo[${at}].code`)]
    const named = identifierOf(target)['value']
    return typeof named === 'string' ? [] : [issue('INVALID_IDENTIFIER_VALUE', `relatesTo code '${String(code)}' must have a target identifier`, `relatesTo[${at}].target.identifier.value`)]
  })
}

function coding(resource: Json): Issue[] {
  const categories = list(resource['category'])
  const { system, code, display } = codingOf(categories[0])
  const name = categoryName(String(code))
  const at = 'category[0].coding[0]'
  if (categories.length > 1) return [wrong(`Invalid category length: ${categories.length} Category must only contain a single value`, 'category')]
  if (system !== SYSTEM.snomed) return [wrong(`Invalid category system: ${String(system)} Category system must be '${SYSTEM.snomed}'`, `${at}.system`)]
  if (name === undefined) return [wrong('Category code is not valid', `${at}.code`)]
  if (display !== name) return [wrong(`category code '${String(code)}' must have a display value of '${name}'`, `${at}.display`)]
  const setting = codingOf(object(resource['context'])['practiceSetting'])
  return setting['system'] === SYSTEM.snomed && setting['code'] !== undefined ? [] : [wrong('context must include a practiceSetting', 'context.practiceSetting')]
}

function contents(resource: Json): Issue[] {
  return list(resource['content']).map(object).flatMap((content, at) => {
    const attachment = object(content['attachment'])
    const format = object(content['format'])
    const extensions = list(content['extension']).map(object)
    const coded = (url: string) => codingOf(extensions.find((each) => each['url'] === url)?.['valueCodeableConcept'])
    const stability = coded(EXTENSION.stability)
    const retrieval = coded(EXTENSION.retrieval)
    return [
      ...(typeof attachment['url'] === 'string' && typeof attachment['contentType'] === 'string' ? [] : [wrong(`content[${at}].attachment must include a url and a contentType`, `content[${at}].attachment`)]),
      ...(isOf(format, SYSTEM.format, data.formats) ? [] : [wrong(`Invalid content format. Format must be a member of ${SYSTEM.format}`, `content[${at}].format`)]),
      ...(isOf(stability, SYSTEM.stability, data.stability) ? [] : [wrong(`content[${at}] must include the content stability extension`, `content[${at}].extension`)]),
      ...(Object.keys(retrieval).length === 0 || isOf(retrieval, SYSTEM.retrieval, data.retrieval) ? [] : [wrong('Invalid retrieval mechanism', `content[${at}].extension`)]),
    ]
  })
}

/** A code with its own display of a list. */
function isOf({ system, code, display }: Json, expected: string, names: Readonly<Record<string, string>>): boolean {
  return system === expected && display !== undefined && names[String(code)] === display
}

/** A record that is fetched through the Spine Secure Proxy names the system that holds it. */
function proxy(resource: Json): Issue[] {
  const throughProxy = list(resource['content']).some((content) => String(object(object(content)['attachment'])['url']).startsWith('ssp://'))
  const related = list(object(resource['context'])['related'])
  const asids = related.map(identifierOf).filter(({ system }) => system === SYSTEM.asid)
  if (throughProxy && asids.length === 0) return [wrong('Missing ASID identifier. context.related must contain a single valid ASID identifier when content contains an SSP URL', 'context.related')]
  if (asids.length > 1) return [wrong('Multiple ASID identifiers provided. Only a single valid ASID identifier can be provided in the context.related.', 'context.related')]
  const value = asids[0]?.['value']
  return asids.length === 0 || /^\d{12}$/.test(String(value)) ? [] : [issue('INVALID_IDENTIFIER_VALUE', `Invalid ASID value '${String(value)}'. A single ASID consisting of 12 digits can be provided in the context.related field.`, 'context.related[0].identifier.value')]
}
