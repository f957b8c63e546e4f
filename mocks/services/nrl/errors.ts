import type { AccessProblem } from '../../kit/access.ts'
import { GATEWAY_FAULTS } from '../../kit/gateway-fault.ts'
import { refuse } from '../../kit/refusal.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { Json } from './json.ts'
import published from './outcomes.json' with { type: 'json' }
import { SYSTEM } from './systems.ts'

export type OutcomeName = keyof typeof published

const MEDIA_TYPE = { 'content-type': 'application/fhir+json;version=1' }

/** A FHIR answer in the media type that this API gives. */
export const answer = (status: number, resource: Json, headers: Record<string, string> = {}): Reply => fhir(status, resource, { ...MEDIA_TYPE, ...headers })

/** One thing that is wrong with a request. */
export interface Issue {
  /** Code of Spine-ErrorOrWarningCode. */
  name: OutcomeName
  diagnostics: string
  /** FHIRPath or parameter at fault. */
  expression?: string
}

/** An OperationOutcome of the service with these issues; the first decides the status. */
export function outcome(...issues: [Issue, ...Issue[]]): Reply {
  return answer(published[issues[0].name].status, {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ name, diagnostics, expression }) => ({
      severity: 'error',
      code: published[name].code,
      details: { coding: [{ system: SYSTEM.errors, version: '1', code: published[name].coding, display: published[name].display }] },
      diagnostics,
      ...(expression !== undefined && { expression: [expression] }),
    })),
  })
}

/** Says that something was done. Source: examples of 200 and 201; the code system differs between them, as published. */
export function done(status: 200 | 201, { system, code, display, diagnostics }: { system: 'NRLF-ResponseCode' | 'NRLF-SuccessCode'; code: string; display: string; diagnostics: string }, headers: Record<string, string> = {}): Reply {
  return answer(
    status,
    {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', details: { coding: [{ system: `https://fhir.nhs.uk/CodeSystem/${system}`, code, display }] }, diagnostics }],
    },
    headers,
  )
}

/** Stops because the caller broke a rule. */
export function reject(name: OutcomeName, diagnostics: string, rule: string, clause: string, expression?: string): never {
  return refuse(outcome({ name, diagnostics, ...(expression !== undefined && { expression }) }), { rule, detail: diagnostics, clause, ...(expression !== undefined && { pointer: expression }) })
}

/** A token that is not let in is answered by the gateway, in the service's own shape. */
export const refuseAccess = (problem: AccessProblem): Reply => outcome({ name: 'UNAUTHORISED', diagnostics: GATEWAY_FAULTS[problem].faultstring })

/** Every documented error by name, for faults. */
export const errors = Object.fromEntries((Object.keys(published) as OutcomeName[]).map((name) => [name, () => outcome({ name, diagnostics: published[name].display })])) as Record<OutcomeName, () => Reply>
