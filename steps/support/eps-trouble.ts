import { defineParameterType } from '@cucumber/cucumber'
import type { RefusalReason } from '../../candidate/port/answer.ts'
import type { Fault } from '../../mocks/kit/faults.ts'
import { TROUBLES } from './trouble.ts'

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

/** How EPS's own errors are worded in scenarios, beside the troubles that any service can have. */
export const EPS_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'gives up after thirty seconds': { kind: 'error', name: 'GATEWAY_TIMEOUT' },
  fails: { kind: 'error', name: 'INTERNAL SERVER ERROR' },
  'is asked too often': { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  'asks for a moment': { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
  'does not accept the sign-in': { kind: 'error', name: 'ACCESS_DENIED' },
  'does not allow it': { kind: 'error', name: 'FORBIDDEN' },
  'takes its time': { kind: 'latency', ms: 400 },
}

const oneOf = (names: readonly string[]) => new RegExp([...names].sort((a, b) => b.length - a.length).join('|'))

defineParameterType({ name: 'epsTrouble', regexp: oneOf(Object.keys(EPS_TROUBLES)), transformer: (words: string) => EPS_TROUBLES[words]! })

/** What a parameter `{epsTrouble}` becomes. */
export type EpsTrouble = Shape

/** A published refusal of a prescription, and words of which one has to reach the user. */
export interface EpsRefusal {
  name: string
  mentions: RegExp
}

/** Refusals of EPS by what they mean. Source: EPS FHIR Prescribing API, $process-message#prescription-order, error codes. */
export const EPS_REFUSALS: Record<string, EpsRefusal> = {
  'the patient is recorded as dead': { name: 'PATIENT_DECEASED', mentions: /dead|died|deceased/i },
  'the prescription id exists already': { name: 'DUPLICATE_PRESCRIPTION_ID', mentions: /duplicate|exist|already/i },
  'an item id exists already': { name: 'DUPLICATE_MEDICATIONREQUEST_ID', mentions: /duplicate|exist|already/i },
  'the check character is wrong': { name: 'INVALID_CHECK_DIGIT', mentions: /check/i },
  'the signature is missing': { name: 'MISSING_DIGITAL_SIGNATURE', mentions: /signature/i },
  'it has too many items': { name: 'INVALID_NUMBER_MEDICATIONREQUESTS', mentions: /item/i },
  'the message is invalid': { name: 'INVALID_MESSAGE', mentions: /invalid/i },
  'a date cannot be read': { name: 'INVALID_DATE_FORMAT', mentions: /date/i },
  'it could not be processed': { name: 'FAILURE_TO_PROCESS_MESSAGE', mentions: /process|FAILURE/i },
}

defineParameterType({ name: 'epsRefusal', regexp: oneOf(Object.keys(EPS_REFUSALS)), transformer: (words: string) => EPS_REFUSALS[words]! })

/** Reasons that say: EPS did not do it, or nobody knows whether it did. */
export const NOT_CONFIRMED: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']
