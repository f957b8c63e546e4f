import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { answered, searchset, tokenIn } from '../answer.ts'
import { failure, reject } from '../errors.ts'
import { ofProxy } from '../headers.ts'
import { list, object, text, type Json } from '../json.ts'
import type { BarsState, Pointer } from '../state.ts'
import { PROFILE, SYSTEM } from '../systems.ts'

type BarsCall = Call<BarsState>

const CLAUSE = 'BaRS API 1.4.0, createDocumentReference'

const numberOf = (resource: Json): string | undefined => text(object(object(resource['subject'])['identifier'])['value']) || undefined
const custodianOf = (resource: Json): string => text(object(object(resource['custodian'])['identifier'])['value'])
const codesOfType = (resource: Json): string[] => list(object(resource['type'])['coding']).map((coding) => text(object(coding)['code']))

/** Words of success, in the code system of the record locator from which pointers come. */
const told = (call: BarsCall, status: number, code: string, display: string, headers: Record<string, string> = {}): Reply =>
  fhir(
    status,
    {
      resourceType: 'OperationOutcome',
      id: call.state.random.uuid(),
      meta: { profile: [PROFILE.outcome] },
      issue: [{ severity: 'information', code: 'informational', details: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/NRLF-SuccessCode', code, display }] }, diagnostics: display }],
    },
    headers,
  )

/** What a pointer has to say: of whom, by whom, to what, and where. */
function checked(call: BarsCall): Json {
  const resource = object(call.json)
  const wrong = (detail: string, pointer: string): never => reject(call, 'BAD_REQUEST-required', { rule: 'pointer', detail, clause: CLAUSE, pointer })
  if (resource['resourceType'] !== 'DocumentReference') reject(call, 'BAD_REQUEST-structure', { rule: 'pointer', detail: 'The body is no DocumentReference.', clause: CLAUSE })
  if (object(object(resource['subject'])['identifier'])['system'] !== SYSTEM.nhsNumber) wrong('subject is not a patient by NHS number.', '/subject')
  if (custodianOf(resource) === '') wrong('custodian is not an organisation.', '/custodian')
  if (codesOfType(resource).length === 0) wrong('type does not say what is pointed at.', '/type')
  if (list(resource['category']).length === 0) wrong('category is missing.', '/category')
  if (!list(resource['content']).some((each) => text(object(object(each)['attachment'])['url']) !== '')) wrong('content has no attachment with a URL.', '/content')
  if (list(resource['identifier']).length === 0) wrong('identifier names neither service nor product.', '/identifier')
  return resource
}

const pointerAt = (call: BarsCall): Pointer => call.state.pointers.get(call.params['id'] ?? '') ?? refuse(failure(call, 'NOT_FOUND-not-found'))
const subjectAt = ({ state, params }: BarsCall) => numberOf(state.pointers.get(params['id'] ?? '')?.resource ?? {})
const subjectSent = (call: BarsCall) => numberOf(object(call.json))

const search = route<BarsState>({
  operation: 'getDocumentReferences',
  method: 'GET',
  path: '/DocumentReference',
  access: [application()],
  subject: (call) => tokenIn(call.query.get('subject:identifier')) || undefined,
  handle(call) {
    ofProxy(call, { organisation: true })
    const number = tokenIn(call.query.get('subject:identifier'))
    if (number === '') reject(call, 'BAD_REQUEST-required', { rule: 'search', detail: 'subject:identifier was not included.', clause: 'BaRS API 1.4.0, getDocumentReferences', pointer: 'subject:identifier' })
    const [custodian, type] = [tokenIn(call.query.get('custodian:identifier')), tokenIn(call.query.get('type'))]
    const found = [...call.state.pointers.values()].filter(
      ({ resource }) => numberOf(resource) === number && (custodian === '' || custodianOf(resource) === custodian) && (type === '' || codesOfType(resource).includes(type)),
    )
    return searchset(call, found.map(({ resource }) => resource))
  },
})

const create = route<BarsState>({
  operation: 'createDocumentReference',
  method: 'POST',
  path: '/DocumentReference',
  access: [application()],
  subject: subjectSent,
  handle(call) {
    ofProxy(call, { useContext: true })
    const resource = checked(call)
    const id = call.state.random.uuid()
    call.state.pointers.set(id, { id, resource: { ...resource, id } })
    return told(call, 201, 'RESOURCE_CREATED', 'Resource created', { location: `${call.baseUrl}/booking-and-referral/FHIR/R4/DocumentReference/${id}` })
  },
})

const read = route<BarsState>({
  operation: 'getDocumentReference',
  method: 'GET',
  path: '/DocumentReference/:id',
  access: [application()],
  subject: subjectAt,
  handle(call) {
    ofProxy(call)
    return answered(call, pointerAt(call).resource)
  },
})

/** What a pointer cannot become: another patient's, another owner's, one to something else. */
const FIXED = { subject: numberOf, custodian: custodianOf, type: (resource: Json) => codesOfType(resource).join() }

const update = route<BarsState>({
  operation: 'updateDocumentReference',
  method: 'PUT',
  path: '/DocumentReference/:id',
  access: [application()],
  subject: subjectAt,
  handle(call) {
    ofProxy(call, { useContext: true })
    const pointer = pointerAt(call)
    const resource = checked(call)
    for (const [name, of] of Object.entries(FIXED))
      if (of(resource) !== of(pointer.resource))
        reject(call, 'SEND_UNPROCESSABLE_ENTITY-processing', { rule: 'pointer', detail: `${name} of a pointer cannot be changed.`, clause: 'BaRS API 1.4.0, updateDocumentReference', pointer: `/${name}` })
    call.state.pointers.set(pointer.id, { id: pointer.id, resource: { ...resource, id: pointer.id } })
    return told(call, 200, 'RESOURCE_UPDATED', 'Resource updated')
  },
})

const remove = route<BarsState>({
  operation: 'deleteDocumentReference',
  method: 'DELETE',
  path: '/DocumentReference/:id',
  access: [application()],
  subject: subjectAt,
  handle(call) {
    ofProxy(call, { useContext: true })
    call.state.pointers.delete(pointerAt(call).id)
    return told(call, 200, 'RESOURCE_REMOVED', 'Resource removed')
  },
})

/** Pointers to bookings and referrals: made, found, changed and taken away by whoever holds what they point at. */
export const pointerRoutes = [search, create, read, update, remove]
