import { refuse } from '../../../kit/refusal.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { acceptable, ACCESS, demandPermission, eventId, subjectOfEvent } from '../access.ts'
import { checkImmunization } from '../check-immunization.ts'
import { notFound, reject } from '../errors.ts'
import { object } from '../json.ts'
import type { Event, ImmunisationState } from '../state.ts'

const CLAUSE = 'Immunisation FHIR API: Update a record of vaccination (PUT /Immunization/{id})'

/**
 * Replaces an event, if its version is the one in `E-Tag`; `If-Match` counts for nothing. A deleted event is reinstated, whatever
 * the version. 200 without a body.
 */
export const updateImmunization = route<ImmunisationState>({
  operation: 'updateImmunization',
  method: 'PUT',
  path: '/Immunization/:id',
  access: ACCESS,
  requires: [acceptable],
  subject: subjectOfEvent,
  handle(call) {
    const version = call.header('e-tag')
    if (version === undefined) {
      if (call.header('if-match') !== undefined) call.note({ rule: 'if-match-instead-of-e-tag', detail: 'the version is in If-Match', clause: `${CLAUSE}: header E-Tag`, pointer: 'if-match' })
      return reject('invariant', 'Validation errors: Immunization resource version not specified in the request headers', 'version-missing', `${CLAUSE}: header E-Tag`, 'e-tag')
    }
    const id = eventId(call)
    if (!/^[1-9]\d*$/.test(version)) reject('invariant', `Validation errors: Immunization resource version:${version} in the request headers is invalid.`, 'version-form', `${CLAUSE}: header E-Tag`, 'e-tag')
    if (call.json === undefined) reject('invalid', "Request's body contains malformed JSON: it cannot be read", 'body-not-json', CLAUSE)
    const resource = object(call.json)
    if (resource['id'] !== id) reject('invariant', `Validation errors: The provided immunization id:${id} doesn't match with the content of the request body`, 'id-differs', CLAUSE, '/id')
    const { target, nhsNumber, identifier } = checkImmunization(resource, CLAUSE, call.environment.clock.now())
    const event = call.state.events.get(id)
    if (!event) return refuse(notFound(id))
    demandPermission(call, 'update', target, event.target)
    checkIdentifier(event, identifier)
    if (!event.deleted) checkVersion(event, Number(version))
    const next = { ...event, version: event.version + 1, deleted: false, target, nhsNumber, resource }
    call.state.events.set(id, next)
    return empty(200, { 'e-tag': String(next.version) })
  },
})

function checkIdentifier({ identifier }: Event, { system, value }: Event['identifier']): void {
  const differs = [...(system === identifier.system ? [] : ['system']), ...(value === identifier.value ? [] : ['value'])]
  if (differs.length > 0) reject('invariant', `Validation errors: ${differs.map((part) => `identifier[0].${part}`).join(' and ')} doesn't match with the stored content`, 'identifier-differs', CLAUSE, '/identifier/0')
}

function checkVersion({ id, version }: Event, named: number): void {
  if (version > named) refuseVersion(`The requested immunization resource ${id} has changed since the last retrieve.`)
  if (version < named) refuseVersion(`The requested immunization resource ${id} version is inconsistent with the existing version.`)
}

const refuseVersion = (words: string): never => reject('invariant', `Validation errors: ${words}`, 'version-differs', `${CLAUSE}: header E-Tag`, 'e-tag')
