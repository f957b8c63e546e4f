import type { Call } from '../../kit/call.ts'
import { reject } from './errors.ts'
import { ODS } from './resources.ts'
import type { DosState } from './state.ts'

type DosCall = Call<DosState>

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

/** The mandatory headers. `version` is that of the API, which there is one of. */
export function requireHeaders(call: DosCall, names: readonly ('version' | 'x-request-id')[]): void {
  const missing = names.filter((name) => !call.header(name))
  if (missing.length > 0) reject('missingHeaders', `Missing required header(s): ${quoted(missing)}`, missing[0]!)
  if (names.includes('version') && call.header('version') !== '1') reject('invalidVersion', "Invalid version found in supplied headers: version must be '1'", 'version')
}

/** The parameters that must be there, and no others. */
export function requireParameters(call: DosCall, names: readonly string[], allowed: string): void {
  const given = new Set(call.query.keys())
  const unexpected = [...given].filter((name) => !names.includes(name))
  if (unexpected.length > 0) reject('unexpectedParameter', `Unexpected query parameter(s): ${unexpected.join(', ')}. Only ${allowed} allowed.`, unexpected[0]!)
  const missing = names.filter((name) => !given.has(name))
  if (missing.length > 0) reject('missingParameters', `Missing required query parameter(s): ${quoted(missing)}`, missing[0]!)
}

/** The ODS code of a parameter `system|code`, in capitals. Each of the two searches has its own words for what is wrong. */
export function readOdsCode(call: DosCall, name: string, words: { system: string; value: string; separator: string; pattern: RegExp }): string {
  const given = call.query.get(name) ?? ''
  const [system = '', code] = given.split(/\|(.*)/s)
  const format = words.pattern.source
  if (code === undefined) return reject(words.separator, `Invalid identifier value: missing separator '|'. Must be in format '${ODS}|<code>' and code must follow format ${format}`, name)
  if (system !== ODS) return reject(words.system, `Invalid identifier system '${system}' - expected '${ODS}'`, name)
  if (!words.pattern.test(code)) return reject(words.value, `Invalid identifier value: ODS code '${code}' must follow format ${format}`, name)
  return code.toUpperCase()
}
