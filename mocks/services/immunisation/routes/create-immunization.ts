import { refuse } from '../../../kit/refusal.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { acceptable, ACCESS, demandPermission } from '../access.ts'
import { checkImmunization } from '../check-immunization.ts'
import { duplicate, reject } from '../errors.ts'
import { object } from '../json.ts'
import { byIdentifier, type ImmunisationState } from '../state.ts'
import { subjectOf } from '../subject-of.ts'

const CLAUSE = 'Immunisation FHIR API: Record a vaccination given to a patient (POST /Immunization)'

/** Records a vaccination: 201, its address, and no body. One that was deleted comes back under its old id. */
export const createImmunization = route<ImmunisationState>({
  operation: 'createImmunization',
  method: 'POST',
  path: '/Immunization',
  access: ACCESS,
  requires: [acceptable],
  subject: (call) => subjectOf(object(call.json)),
  handle(call) {
    if (call.json === undefined) reject('invalid', "Request's body contains malformed JSON: it cannot be read", 'body-not-json', CLAUSE)
    const resource = object(call.json)
    if (resource['id'] !== undefined) reject('invariant', 'id field must not be present for CREATE operation', 'id-present', CLAUSE, '/id')
    const { target, nhsNumber, identifier } = checkImmunization(resource, CLAUSE, call.environment.clock.now())
    demandPermission(call, 'create', target)

    const known = byIdentifier(call.state, identifier.system, identifier.value)
    if (known && !known.deleted) refuse(duplicate(identifier.system, identifier.value))
    const id = known?.id ?? call.state.random.uuid()
    const version = (known?.version ?? 0) + 1
    call.state.events.set(id, { id, version, deleted: false, target, nhsNumber, identifier, applicationId: call.grant!.applicationId, resource: { ...resource, id } })
    return empty(201, { location: `${call.baseUrl}/immunisation-fhir-api/FHIR/R4/Immunization/${id}`, 'e-tag': String(version) })
  },
})
