import type { Violation } from '../../../config/evidence.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Reply } from '../../kit/reply.ts'
import published from './outcomes.json' with { type: 'json' }

/** What `outcomes.json` says of one published error. */
interface Outcome {
  status: number
  severity?: string
  /** FHIR issue type. */
  code: string
  /** Code of the Spine code system, where it is not the outcome's own name. */
  coding?: string
  display: string
  diagnostics?: string
  headers?: Record<string, string>
  /** Answered by the gateway in front of PDS, which labels its bodies `application/json`. */
  gateway?: boolean
}

export type OutcomeName = keyof typeof published.outcomes

const OUTCOMES = published.outcomes as Record<OutcomeName, Outcome>

/** The OperationOutcome that PDS publishes under this name. `display` and `diagnostics` replace the usual words. */
export function outcome(name: OutcomeName, words: { display?: string; diagnostics?: string; headers?: Record<string, string> } = {}): Reply {
  const { status, severity = 'error', code, coding, display, diagnostics = undefined, headers, gateway } = OUTCOMES[name]
  const text = words.diagnostics ?? diagnostics
  const resource = {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity,
        code,
        details: { coding: [{ system: published.system, version: published.version, code: coding ?? name, display: words.display ?? display }] },
        ...(text !== undefined && { diagnostics: text }),
      },
    ],
  }
  return {
    status,
    headers: { 'content-type': gateway ? 'application/json' : 'application/fhir+json', ...headers, ...words.headers },
    body: JSON.stringify(resource),
  }
}

/** Which rule of the published service was broken: everything a violation says but its detail, which are the diagnostics. */
export type Rule = Omit<Violation, 'detail'> & { detail?: string }

/** Stops with a published error because the caller broke a rule. */
export function reject(name: OutcomeName, diagnostics: string | undefined, rule: Rule): never {
  const reply = outcome(name, { diagnostics })
  return refuse(reply, { ...rule, detail: rule.detail ?? diagnostics ?? OUTCOMES[name].display })
}

/** Names under which the documented errors can be asked for as faults. */
export const errors = Object.fromEntries(
  (Object.keys(OUTCOMES) as OutcomeName[]).map((name) => [name, (call: Call) => outcome(name, { diagnostics: forApplication(name, call) })]),
) as Record<OutcomeName, (call: Call) => Reply>

/** The name of the calling application where the published words have it. */
export function forApplication(name: OutcomeName, call: Call): string | undefined {
  const token = (call.header('authorization') ?? '').slice(7)
  const application = call.grant?.applicationId ?? call.environment.identity.tokens.get(token)?.applicationId ?? 'unknown'
  return OUTCOMES[name].diagnostics?.replace('{application}', application)
}
