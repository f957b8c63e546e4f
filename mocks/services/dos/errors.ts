import { readFileSync } from 'node:fs'
import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import type { DosState } from './state.ts'

interface Published {
  status: number
  code: string
  severity?: string
  coding?: string
  diagnostics: string
  /** The words stand in `details.text`, too. */
  text?: boolean
}

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as unknown
const PUBLISHED = read('errors.json') as Record<string, Published>
const CODINGS = read('codings.json') as Record<string, object>

/** A published error, with other words where they name what was sent. */
export function failure(name: string, diagnostics = PUBLISHED[name]!.diagnostics): Reply {
  const { status, code, severity = 'error', coding, text } = PUBLISHED[name]!
  const details = coding && { coding: [CODINGS[coding]], ...(text && { text: diagnostics }) }
  return fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity, code, ...(details && { details }), diagnostics }] })
}

/** Every documented error by name. */
export const errors: Record<string, (call: Call<DosState>) => Reply> = Object.fromEntries(Object.keys(PUBLISHED).map((name) => [name, () => failure(name)]))

/** Refuses because the caller broke a rule. */
export function reject(name: string, diagnostics: string, pointer: string): never {
  return refuse(failure(name, diagnostics), { rule: name, detail: diagnostics, clause: 'Directory of Services (DoS) Search API, 400', pointer })
}
