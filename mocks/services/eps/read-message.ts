import { parseJson } from '../../kit/parse-json.ts'
import type { Bundle } from './fhir.ts'

/** What a reviver is told since ECMAScript 2025; TypeScript's library does not know it yet. */
type LexicalReviver = (key: string, value: unknown, context: { source?: string }) => unknown

/**
 * Reads a message with every number as the text it was written as, since the signature covers that text.
 * HL7 terminology addresses that came with https are put right, as the service does before it looks at them.
 */
export function readMessage(text: string): Bundle {
  const reviver: LexicalReviver = (key, value, context) => {
    if (typeof value === 'number') return context.source ?? String(value)
    if (key === 'system' && typeof value === 'string')
      return value.replace(/^https:\/\/(terminology\.hl7\.org\/|hl7\.org\/fhir\/CodeSystem)/, 'http://$1')
    return value
  }
  return parseJson(text, reviver as (key: string, value: unknown) => unknown) as Bundle
}
