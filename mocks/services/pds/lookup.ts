import type { Call } from '../../kit/call.ts'
import { isValid } from '../../../config/identifiers/nhs-number.ts'
import { refuse } from '../../kit/refusal.ts'
import { outcome, reject } from './errors.ts'
import type { PatientRecord } from './record.ts'
import { currentRecord, settle, type PdsState } from './state.ts'

/** The NHS number of the path, refused when it cannot be one. */
export function pathNumber(call: Call<PdsState>): string {
  const id = call.params.id ?? ''
  if (!isValid(id)) {
    reject('INVALID_RESOURCE_ID', undefined, {
      rule: 'invalid-nhs-number',
      detail: `'${id}' is not a valid NHS number`,
      clause: 'PDS FHIR API: path parameter id',
      pointer: 'path:id',
    })
  }
  return id
}

/** The record under a number or the one that replaced it. Not found and invalidated are answers, not the caller's fault. */
export function findRecord(call: Call<PdsState>, nhsNumber: string): PatientRecord {
  const record = currentRecord(call.state, nhsNumber)
  if (!record) return refuse(outcome('RESOURCE_NOT_FOUND'))
  if (record.invalidated) return refuse(outcome('INVALIDATED_RESOURCE'))
  if (record.pending) settle(record, call.environment.clock.now())
  return record
}
