import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Reply } from '../../../kit/reply.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { ACCESS, GATEWAY_CHECKS, modeOf, ownRecord, requestIdPresent } from '../access.ts'
import { today } from '../dates.ts'
import { outcome, reject } from '../errors.ts'
import { findRecord, pathNumber } from '../lookup.ts'
import { isSensitive, LISTS, type Patient } from '../patient.ts'
import { applyPatches } from '../patch/apply-patches.ts'
import { changesBetween } from '../patch/changes.ts'
import { checkForm } from '../patch/check-form.ts'
import { normalise } from '../patch/normalise.ts'
import type { Patch } from '../patch/patch.ts'
import { readPatches } from '../patch/read-patches.ts'
import { latest, type PatientRecord } from '../record.ts'
import { BUSINESS_RULES } from '../rules/index.ts'
import { checkPatientAccess } from '../rules/patient-access.ts'
import { addVersion, settle, type PdsState } from '../state.ts'
import { answerAgain, authorOf, carryOut, refuseSuperseded, requireContentType, requireIfMatch, requireVersion } from '../update.ts'
import { readReply } from '../views.ts'

/** An application without a user may read, but not update. */
const notByApplication: RequestCheck<PdsState> = (call) => {
  if (call.grant!.kind !== 'application') return
  refuse(outcome('INVALID_METHOD', { display: `Cannot update resource with ${modeOf(call)} access token` }), {
    rule: 'application-updates',
    detail: 'an application-restricted token was used to update',
    clause: 'PDS FHIR API: update-patient, access modes',
    pointer: 'authorization',
  })
}

/** Updates parts of a record: all patches or none. Source: PDS FHIR API, update-patient. */
export const updatePatient = route<PdsState>({
  operation: 'updatePatient',
  method: 'PATCH',
  path: '/Patient/:id',
  access: ACCESS,
  requires: [...GATEWAY_CHECKS, notByApplication, ownRecord, requestIdPresent],
  subject: (call) => call.params.id,
  handle(call) {
    const nhsNumber = pathNumber(call)
    const ifMatch = requireIfMatch(call)
    requireContentType(call, 'application/json-patch+json')
    const known = call.state.records.get(nhsNumber)
    const again = answerAgain(call, known)
    if (again) return again
    // Updates take effect in the order in which they came.
    if (known) settle(known, call.environment.clock.now(), true)
    refuseSuperseded(known)
    return update(call, findRecord(call, nhsNumber), ifMatch)
  },
})

function update(call: Call<PdsState>, record: PatientRecord, ifMatch: string): Reply {
  const patches = readPatches(call).map((patch) => withoutGivenId(call, patch))
  requireVersion(record, ifMatch)
  const before = latest(record).resource
  if (isSensitive(before)) {
    reject('FORBIDDEN_UPDATE', 'Forbidden update with error - source not permitted to update a sensitive record', {
      rule: 'update-of-sensitive',
      clause: 'PDS FHIR API: update-patient, FORBIDDEN_UPDATE',
    })
  }
  const after = updated(call, before, patches)
  const by = authorOf(call)
  return carryOut(call, record, () => {
    addVersion(call.state, record, after, by, call.environment.clock.now())
    return readReply(record)
  })
}

function updated(call: Call<PdsState>, before: Patient, patches: readonly Patch[]): Patient {
  checkForm(patches)
  const after = applyPatches(before, patches)
  const changes = changesBetween(before, after)
  const date = today(call.environment.clock.now())
  const context = { before, after, changes, today: date, state: call.state }
  if (call.grant!.kind === 'patient') checkPatientAccess(context, patches)
  for (const rule of BUSINESS_RULES) rule(context)
  return normalise(after, changes, date, call.state.random)
}

/** PDS gives new items their object id itself; one that the caller made up is not kept. */
function withoutGivenId(call: Call<PdsState>, patch: Patch): Patch {
  if (patch.op !== 'add' || !LISTS.some((list) => patch.path === `/${list}/-`)) return patch
  if (typeof patch.value !== 'object' || patch.value === null || !('id' in patch.value)) return patch
  const { id, ...value } = patch.value
  call.note({
    rule: 'addition-with-object-id',
    detail: `object id '${String(id)}' given to a new item`,
    clause: 'PDS FHIR API: update-patient, Replacing',
    pointer: `${patch.path}/id`,
  })
  return { ...patch, value }
}
