import { application } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { errors, reject } from './errors.ts'
import { permits, type ImmunisationState, type Operation } from './state.ts'

/** Systems call in their own name. Source: "Security and authorisation", application-restricted. */
export const ACCESS = [application()] as const

const ACCEPTED = /^application\/fhir\+json(\s*;\s*version=1)?$/i

/** `Accept`, where there is one, names the API's media type; `*`/`*` is what a caller sends who did not choose. */
export const acceptable: RequestCheck<ImmunisationState> = (call) => {
  const accept = call.header('accept')
  if (accept && accept !== '*/*' && !ACCEPTED.test(accept.trim())) reject('invalid', `Accept header "${accept}" is not supported`, 'accept', 'Immunisation FHIR API: header Accept', 'accept')
}

/** Stops a supplier that was not given the vaccine for this operation. */
export function demandPermission(call: Call<ImmunisationState>, operation: Operation, ...targets: string[]): void {
  for (const target of targets) {
    if (!permits(call.state, call.grant!.applicationId, operation, target)) {
      refuse(errors.forbiddenVaccine(), { rule: 'no-permission', detail: `not permitted to ${operation} ${target}`, clause: 'Immunisation FHIR API: supplier permissions' })
    }
  }
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/

/** The id in the path. */
export function eventId(call: Call<ImmunisationState>): string {
  const id = call.params.id ?? ''
  return ID.test(id) ? id : reject('invalid', 'Validation errors: the provided event ID is either missing or not in the expected format.', 'event-id', 'Immunisation FHIR API: path parameter id')
}

/** The NHS number of the patient a stored event is about: what faults and the journal go by when only the id is in the request. */
export const subjectOfEvent = (call: Call<ImmunisationState>): string | undefined => call.state.events.get(call.params.id ?? '')?.nhsNumber
