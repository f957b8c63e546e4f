import { HEADER_RULES, TEXT_RULES } from './redaction-rules.ts'

/** Takes secrets, tokens and real NHS numbers out of a text; each leaves `[redacted:<kind>]` behind. */
export function redactText(text: string): string {
  if (text.length < 6) return text
  let result = text
  for (const { when, pattern, replace } of TEXT_RULES) {
    if (when === undefined || result.includes(when)) result = result.replace(pattern, replace)
  }
  return result
}

/** The same for headers, some of which are secret whatever they contain. Names are kept as they were. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const rule = HEADER_RULES.find((candidate) => candidate.name.test(name.toLowerCase()))
      return [redactText(name), redactText(rule === undefined ? value : rule.redact(value))]
    }),
  )
}

/** Applies `redactText` to every string in plain data, and `redactHeaders` wherever a member is called `headers`. */
export function redactData<T>(value: T): T {
  return redactUnknown(value) as T
}

function redactUnknown(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redactUnknown)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [redactText(key), key === 'headers' && isHeaders(member) ? redactHeaders(member) : redactUnknown(member)]),
  )
}

function isHeaders(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((member) => typeof member === 'string')
}
