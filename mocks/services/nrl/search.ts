import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../kit/call.ts'
import type { Reply } from '../../kit/reply.ts'
import { answer, reject } from './errors.ts'
import { callerOf } from './headers.ts'
import { object } from './json.ts'
import { agreedTypes } from './record-types.ts'
import type { NrlState, Pointer } from './state.ts'
import { SYSTEM } from './systems.ts'

/** The parameters of a search by their names, however they came. */
export type Criteria = Readonly<Record<string, string>>

export const criteriaIn = (query: URLSearchParams): Criteria => Object.fromEntries(query)

/** The body of a search by POST: a JSON object with the parameters' names. Source: POST /DocumentReference/_search. */
export function criteriaInBody(call: Call<NrlState>): Criteria {
  if (call.body.byteLength === 0) reject('BAD_REQUEST', 'Request body is required', 'body-missing', CLAUSE)
  if (typeof call.json !== 'object' || call.json === null || Array.isArray(call.json)) reject('MESSAGE_NOT_WELL_FORMED', 'Request body could not be parsed', 'body-not-json', CLAUSE)
  const body = object(call.json)
  for (const [name, value] of Object.entries(body)) if (typeof value !== 'string') reject('MESSAGE_NOT_WELL_FORMED', `Request body could not be parsed (${name}: Input should be a valid string)`, 'parameter-not-text', CLAUSE, name)
  return body as Record<string, string>
}

/** The NHS number that a search names, for faults and the journal. */
export const subjectOf = (criteria: unknown): string | undefined => {
  const named = object(criteria)['subject:identifier']
  return typeof named === 'string' ? SUBJECT.exec(named)?.[1] : undefined
}

const CLAUSE = 'NRL: Retrieve document pointers'
const SUBJECT = /^https:\/\/fhir\.nhs\.uk\/Id\/nhs-number\|(\d+)$/
const CUSTODIAN = /^https:\/\/fhir\.nhs\.uk\/Id\/ods-organization-code\|(\w+)$/

/** Answers a search of the consumer (whoever published) or of the producer (own pointers only). */
export function search(call: Call<NrlState>, criteria: Criteria, as: 'consumer' | 'producer'): Reply {
  const { 'subject:identifier': subject, 'custodian:identifier': custodian, type, category, _summary: summary } = criteria
  const wrong = (name: string, why: string): never => reject('INVALID_PARAMETER', `Invalid query parameter (${name}: ${why})`, 'parameter', CLAUSE, name)
  const known = as === 'consumer' ? ['subject:identifier', 'custodian:identifier', 'type', 'category', '_summary'] : ['subject:identifier', 'type', 'category']
  const unknown = Object.keys(criteria).find((name) => !known.includes(name))
  if (unknown !== undefined) wrong(unknown, 'Extra inputs are not permitted')
  const nhsNumber = SUBJECT.exec(subject ?? wrong('subject:identifier', 'Field required'))?.[1] ?? wrong('subject:identifier', `String should match pattern '${SUBJECT.source}'`)
  if (!isNhsNumber(nhsNumber)) reject('INVALID_NHS_NUMBER', 'A valid NHS number is required to search for document references', 'nhs-number', CLAUSE, 'subject:identifier')
  const holder = custodian === undefined ? undefined : (CUSTODIAN.exec(custodian)?.[1] ?? wrong('custodian:identifier', `String should match pattern '${CUSTODIAN.source}'`))
  if (summary !== undefined && summary !== 'count') wrong('_summary', "Input should be 'count'")

  const caller = callerOf(call)
  const types = codesIn(type, 'type')
  const categories = codesIn(category, 'category')
  const found = [...call.state.pointers.values()].filter(
    (pointer) =>
      pointer.nhsNumber === nhsNumber &&
      agreedTypes(call.state, caller).includes(pointer.type) &&
      (as === 'consumer' || pointer.custodian === caller) &&
      (holder === undefined || pointer.custodian === holder) &&
      (types?.includes(pointer.type) ?? true) &&
      (categories?.includes(pointer.category) ?? true),
  )
  return answer(200, bundle(found, { as, summary, self: `${call.baseUrl}/record-locator/${as}/FHIR/R4/DocumentReference?${linkOf(criteria)}` }))
}

/** Codes of a list such as `http://snomed.info/sct|734163000,http://snomed.info/sct|1102421000000108`. */
function codesIn(list: string | undefined, name: string): string[] | undefined {
  return list?.split(',').map((token) => {
    const [system, code = ''] = token.split('|')
    if (system !== SYSTEM.snomed) reject('INVALID_CODE_SYSTEM', `Invalid ${name} (The provided ${name} system does not match the allowed types for this organisation)`, 'code-system', CLAUSE, name)
    return code
  })
}

function bundle(found: readonly Pointer[], { as, summary, self }: { as: string; summary: string | undefined; self: string }) {
  const link = as === 'consumer' ? { link: [{ relation: 'self', url: self }] } : {}
  return { resourceType: 'Bundle', type: 'searchset', total: found.length, ...link, ...(summary === undefined && { entry: found.map(({ resource }) => ({ resource })) }) }
}

const linkOf = (criteria: Criteria): string => Object.entries(criteria).map(([name, value]) => `${name}=${value}`).join('&')
