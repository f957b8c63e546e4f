import { route } from '../../../kit/route.ts'
import { ACCESS, GATEWAY_CHECKS, ownRecord, requestIdPresent } from '../access.ts'
import { findRecord, pathNumber } from '../lookup.ts'
import type { PdsState } from '../state.ts'
import { readReply } from '../views.ts'

/** Retrieves a patient by NHS number. Source: PDS FHIR API, get-patient. */
export const getPatient = route<PdsState>({
  operation: 'getPatient',
  method: 'GET',
  path: '/Patient/:id',
  access: ACCESS,
  requires: [...GATEWAY_CHECKS, ownRecord, requestIdPresent],
  subject: (call) => call.params.id,
  handle: (call) => readReply(findRecord(call, pathNumber(call))),
})
