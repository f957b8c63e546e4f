import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { badRequest, errors } from './errors.ts'
import type { SdsState } from './state.ts'
import { SYSTEM } from './systems.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const ACCEPTED = new Set(['application/json', 'application/fhir+json'])

/** Each parameter with the systems that may stand before the bar of its value. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  organization: [SYSTEM.ods],
  identifier: [SYSTEM.interaction, SYSTEM.partyKey],
  'manufacturing-organization': [SYSTEM.ods],
}

/** What a look-up asks for. */
export interface Wanted {
  organisation?: string
  interaction?: string
  partyKey?: string
  manufacturer?: string
}

/**
 * Reads the parameters of a look-up as the service does: X-Correlation-Id first, then every parameter by name and system; of
 * several values with the same system the last one counts.
 */
export function readParameters(call: Call<SdsState>, allowed: readonly string[], clause: string): Wanted {
  const reject = (detail: string, pointer: string): never => refuse(badRequest(call, detail), { rule: 'invalid-parameter', detail, clause, pointer })
  const correlationId = call.header('x-correlation-id')
  if (correlationId && !UUID.test(correlationId)) reject(`Invalid X-Correlation-ID header. Should be an UUIDv4 matching regex '${UUID.source}'`, 'x-correlation-id')

  for (const [name, value] of call.query) {
    if (!allowed.includes(name)) reject(`Illegal query parameter '${name}'`, name)
    if (!PARAMETERS[name]!.some((system) => value.startsWith(`${system}|`))) reject(shouldBe(name), name)
  }
  const last = (name: string, system: string) =>
    call.query
      .getAll(name)
      .filter((value) => value.startsWith(`${system}|`) && value.slice(system.length + 1).trim() !== '')
      .at(-1)
      ?.slice(system.length + 1)
  return {
    organisation: last('organization', SYSTEM.ods),
    interaction: last('identifier', SYSTEM.interaction),
    partyKey: last('identifier', SYSTEM.partyKey),
    manufacturer: last('manufacturing-organization', SYSTEM.ods),
  } as Wanted
}

/** How the service says what a parameter should look like. */
export function shouldBe(name: string, system?: string): string {
  if (name === 'identifier' && system === undefined)
    return `Missing or invalid 'identifier' query parameter. Should be one or both of: ['identifier=${SYSTEM.interaction}|value', 'identifier=${SYSTEM.partyKey}|value'`
  return `Missing or invalid '${name}' query parameter. Should be '${name}=${system ?? PARAMETERS[name]![0]}|value'`
}

/** The media type of the answer: what the caller accepts, `application/fhir+json` where it accepts anything. */
export function readAccept(call: Call<SdsState>): string {
  const accept = (call.header('accept') ?? '*/*').toLowerCase()
  if (accept === '*/*') return 'application/fhir+json'
  if (!ACCEPTED.has(accept)) refuse(errors.notAcceptable(call), { rule: 'not-acceptable', detail: `Accept is "${accept}"`, clause: 'Spine Directory Service API, 406 Unsupported media type', pointer: 'accept' })
  return accept
}
