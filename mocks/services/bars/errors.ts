import { readFileSync } from 'node:fs'
import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import type { BarsState } from './state.ts'
import { PROFILE, SYSTEM } from './systems.ts'

interface Published {
  status: number
  /** Who refused, and with what: SEND_ the sender is at fault, REC_ the receiver says so, PROXY_ the proxy. */
  code: string
  /** FHIR issue type, or what the published examples have in its place. */
  issue: string
  diagnostics: string
  /** Two errors of the proxy come with another code system. */
  system?: 'proxy'
}

/** Every documented error, as `CODE-issue`. Source: BaRS API 1.4.0, examples of OperationOutcome and tables of error codes. */
const PUBLISHED = JSON.parse(readFileSync(new URL('errors.json', import.meta.url), 'utf8')) as Record<string, Published>

/** A published error; with other words where they say what is wrong with this very request. */
export function failure({ state }: Call<BarsState>, name: string, diagnostics?: string): Reply {
  const { status, code, issue, diagnostics: published, system } = PUBLISHED[name]!
  return fhir(status, {
    resourceType: 'OperationOutcome',
    id: state.random.uuid(),
    meta: { profile: [PROFILE.outcome] },
    issue: [
      {
        severity: 'error',
        code: issue,
        details: { coding: [{ system: system === 'proxy' ? SYSTEM.proxyErrors : SYSTEM.errors, code }] },
        diagnostics: diagnostics ?? published,
      },
    ],
  })
}

export const errors: Record<string, (call: Call<BarsState>) => Reply> = Object.fromEntries(Object.keys(PUBLISHED).map((name) => [name, (call) => failure(call, name)]))

/** Not let in by the API platform. */
export const refuseAccess = (problem: AccessProblem, call: Call<BarsState>): Reply =>
  failure(call, problem === 'expired' ? 'SEND_UNAUTHORIZED-expired' : problem === 'missing' ? 'SEND_UNAUTHORIZED-unknown' : 'SEND_UNAUTHORIZED-security')

/** Refuses because the caller broke a rule. */
export function reject(call: Call<BarsState>, name: string, { rule, detail, clause, pointer }: { rule: string; detail: string; clause: string; pointer?: string }): never {
  return refuse(failure(call, name, detail), { rule, detail, clause, ...(pointer !== undefined && { pointer }) })
}
