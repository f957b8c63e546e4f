import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { object, patientOf, performerOf } from '../consent.ts'
import { errors, outcome, reject } from '../errors.ts'
import { ANYBODY, CHECKS, PATIENTS, UUID } from '../request.ts'
import type { VrsState } from '../state.ts'
import { bodyOf } from './create-consent.ts'

const SUBMIT = 'Validated Relationships Service API: new-access-request'
/** Reading a request has the code system of another service, as published. */
const SPINE = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1'
const READ = 'Validated Relationships Service API: get-questionnaire-response'

/** Somebody asks for proxy access. The answer has the reference under which the request is known to them. */
export const submitRequest = route<VrsState>({
  operation: 'new-access-request',
  method: 'POST',
  path: '/QuestionnaireResponse',
  access: PATIENTS,
  requires: CHECKS,
  handle(call) {
    const body = bodyOf(call)
    if (body.resourceType !== 'QuestionnaireResponse' || !Array.isArray(body.item)) reject('BAD_REQUEST', SUBMIT, '/item')
    const text = JSON.stringify(body)
    const open = [...call.state.consents.values()].some((consent) => ['proposed', 'active'].includes(String(consent.status)) && text.includes(`"${patientOf(consent)}"`) && text.includes(`"${performerOf(consent)}"`))
    if (open) refuse(errors.DUPLICATE_RELATIONSHIP())
    const id = call.environment.random.uuid()
    const reference = id.replaceAll('-', '').slice(0, 10).toUpperCase()
    call.state.requests.set(id, { ...body, id, identifier: { value: reference } })
    return fhir(200, { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', details: { coding: [{ code: reference, display: reference }] } }] })
  },
})

/** A request for proxy access as it was submitted, with the reference that the answer gave. */
export const getRequest = route<VrsState>({
  operation: 'get-questionnaire-response',
  method: 'GET',
  path: '/QuestionnaireResponse/:id',
  access: ANYBODY,
  requires: CHECKS,
  subject: (call) => String(object(object(object(call.state.requests.get(call.params.id ?? '')).source).identifier).value ?? '') || undefined,
  handle(call) {
    const id = call.params.id!
    if (!UUID.test(id))
      reject('INVALID_IDENTIFIER_VALUE', READ, 'path', { system: SPINE, status: 400, display: 'Invalid identifier value', diagnostics: 'The specified access request ID is invalid. Access request IDs must be a valid UUID.' })
    const request = call.state.requests.get(id)
    return request ? fhir(200, request) : refuse(outcome('QUESTIONNAIRE_RESPONSE_NOT_FOUND', { system: SPINE }))
  },
})
