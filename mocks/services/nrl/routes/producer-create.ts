import type { Call } from '../../../kit/call.ts'
import { route } from '../../../kit/route.ts'
import { checkPointer, type PointerFacts } from '../check-pointer.ts'
import { done, reject } from '../errors.ts'
import { producerIn } from '../find-pointer.ts'
import { ACCESS, callerOf, CHECKS } from '../headers.ts'
import { list, object } from '../json.ts'
import { agreedTypes, typeOf } from '../record-types.ts'
import { resourceIn, subjectOfBody } from '../resource-in.ts'
import type { NrlState } from '../state.ts'

const CLAUSE = 'NRL producer: Create new, or Supersede existing, document pointers (POST /DocumentReference)'

/** Publishes a pointer; what it replaces is deleted with it. */
export const producerCreate = route<NrlState>({
  operation: 'producerCreate',
  method: 'POST',
  path: '/producer/FHIR/R4/DocumentReference',
  access: ACCESS,
  requires: CHECKS,
  subject: subjectOfBody,
  handle(call) {
    const sent = resourceIn(call)
    const facts = checkPointer(sent)
    demandOwn(call, facts)
    const replaced = list(sent['relatesTo']).map(object).flatMap((relation, at) => replacedBy(call, facts, relation, at))
    const id = `${facts.custodian}-${call.state.random.uuid()}`
    const now = new Date(call.environment.clock.now()).toISOString()
    for (const each of replaced) call.state.pointers.delete(each)
    call.state.pointers.set(id, { id, ...facts, resource: { ...sent, id, meta: { ...object(sent['meta']), lastUpdated: now }, date: now } })
    const location = { location: `/producer/FHIR/R4/DocumentReference/${id}` }
    return replaced.length > 0
      ? done(201, { system: 'NRLF-ResponseCode', code: 'RESOURCE_SUPERSEDED', display: 'Resource created and resource(s) deleted', diagnostics: 'The document has been superseded by a new version' }, location)
      : done(201, { system: 'NRLF-ResponseCode', code: 'RESOURCE_CREATED', display: 'Resource created', diagnostics: 'The document has been created' }, location)
  },
})

/** A pointer is published by its custodian, of a type agreed with them, in the category of that type. */
function demandOwn(call: Call<NrlState>, { custodian, type, category }: PointerFacts): void {
  const caller = callerOf(call)
  if (custodian !== caller) reject('BAD_REQUEST', 'The custodian of the provided DocumentReference does not match the expected ODS code for this organisation', 'custodian', CLAUSE, 'custodian.identifier.value')
  if (!agreedTypes(call.state, caller).includes(type)) reject('AUTHOR_CREDENTIALS_ERROR', 'The type of the provided DocumentReference is not in the list of allowed types for this organisation', 'type-not-agreed', CLAUSE, 'type.coding[0].code')
  const expected = typeOf(type)?.category
  if (category !== expected) reject('BAD_REQUEST', `The Category code of the provided document '${category}' must match the allowed category for pointer type '${type}' with a category value of '${expected}'`, 'category', CLAUSE, 'category.coding[0].code')
}

/** The pointer that a relation replaces, if it does: the caller's own, of the same patient and type. */
function replacedBy(call: Call<NrlState>, facts: PointerFacts, relation: Record<string, unknown>, at: number): string[] {
  const id = String(object(object(relation['target'])['identifier'])['value'])
  const wrong = (diagnostics: string): never => reject('BAD_REQUEST', diagnostics, 'relates-to', CLAUSE, `relatesTo[${at}].target.identifier.value`)
  if (producerIn(id) !== callerOf(call)) wrong('The relatesTo target identifier value does not include the expected ODS code for this organisation')
  const target = call.state.pointers.get(id) ?? wrong('The relatesTo target document does not exist')
  if (target.nhsNumber !== facts.nhsNumber) wrong('The relatesTo target document NHS number does not match the NHS number in the request')
  if (target.type !== facts.type) wrong('The relatesTo target document type does not match the type in the request')
  return relation['code'] === 'replaces' ? [id] : []
}
