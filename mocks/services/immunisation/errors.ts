import { randomUUID } from 'node:crypto'
import type { AccessProblem } from '../../kit/access.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { Json } from './json.ts'
import { SYSTEM } from './systems.ts'

type IssueType = 'invalid' | 'invariant' | 'forbidden' | 'not-found' | 'duplicate' | 'exception' | 'unauthorized' | 'expired'

/** An OperationOutcome as this API words it: the code is that of the issue, in capitals, hyphen and all. */
export function outcome(code: IssueType, diagnostics: string, { severity = 'error', coding = code.toUpperCase() } = {}): Json {
  return {
    resourceType: 'OperationOutcome',
    id: randomUUID(),
    meta: { profile: [SYSTEM.outcomeProfile] },
    issue: [{ severity, code, details: { coding: [{ system: SYSTEM.errors, code: coding }] }, diagnostics }],
  }
}

const reply = (status: number, ...words: Parameters<typeof outcome>): Reply => fhir(status, outcome(...words))

/** The token is missing, wrong or expired. Source: example `401-invalid_access_token`. */
export function refuseAccess(_problem: AccessProblem): Reply {
  return errors.unauthorised()
}

/** Every documented error by name, for faults. */
export const errors = {
  invalid: () => reply(400, 'invalid', 'Validation errors: the provided event ID is either missing or not in the expected format.'),
  invariant: () => reply(400, 'invariant', 'Validation errors: This service only accepts FHIR Immunization Resources (i.e. resourceType must equal \'Immunization\')'),
  tooManyResults: () => reply(400, 'invalid', 'Search returned too many results. Please narrow down the search'),
  unauthorised: () => reply(401, 'expired', 'The sender has not provided a token or it has expired or is otherwise invalid.', { coding: 'SEND_UNAUTHORIZED' }),
  forbidden: () => reply(403, 'forbidden', 'Unauthorized request'),
  forbiddenVaccine: () => reply(403, 'forbidden', 'Unauthorized request for vaccine type'),
  notFound: () => notFound('29dc4e84-7e72-11ee-b962-0242ac120002'),
  duplicate: () => duplicate('https://supplierABC/identifiers/vacc', 'ACME-vacc123456'),
  exception: () => reply(500, 'exception', 'Unable to process request. Issue may be transient.'),
}

export const notFound = (id: string): Reply => reply(404, 'not-found', `Immunization resource does not exist. ID: ${id}`)

export const duplicate = (system: string, value: string): Reply => reply(422, 'duplicate', `The provided identifier: ${system}#${value} is duplicated`)

/** Stops because the caller broke a rule: 400 with `INVALID` or `INVARIANT`. */
export function reject(code: 'invalid' | 'invariant', diagnostics: string, rule: string, clause: string, pointer?: string): never {
  return refuse(reply(400, code, diagnostics), { rule, detail: diagnostics, clause, ...(pointer !== undefined && { pointer }) })
}
