import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { mayBeFromBefore } from '../../kit/access.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { errors, reject } from './errors.ts'
import { SNOMED, type TerminologyState } from './state.ts'

/** A good token of this service's own realm: one of the API platform is not accepted. */
export const token: RequestCheck<TerminologyState> = (call) => {
  const [scheme, value = ''] = (call.header('authorization') ?? '').split(' ')
  const ends = scheme === 'Bearer' ? call.state.tokens.get(value) : undefined
  const why = ends === undefined ? 'no token of this service' : ends <= call.environment.clock.now() ? 'the token has expired' : undefined
  // An expired token is what happens to everybody, and so is one of an earlier environment; none at all is a mistake.
  const mistaken = ends === undefined && !(scheme === 'Bearer' && mayBeFromBefore(call.environment))
  if (why !== undefined) refuse(errors.unauthorized(), mistaken ? { rule: 'access-token', detail: why, clause: 'NHS Terminology Server, system-to-system access', pointer: 'authorization' } : undefined)
}

/** Parameters of an operation, of the query or of a Parameters resource in the body, by name. */
export function parametersOf(call: Call<TerminologyState>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const add = (name: string, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') found.set(name, [...(found.get(name) ?? []), String(value)])
  }
  if (call.method === 'GET') for (const [name, value] of call.query) add(name, value)
  else {
    const body = call.json as { resourceType?: string; parameter?: Record<string, unknown>[] } | undefined
    if (body?.resourceType !== 'Parameters') reject('operations', 'Expected a Parameters resource.', '')
    for (const parameter of body?.parameter ?? []) {
      const key = Object.keys(parameter).find((name) => name.startsWith('value'))
      const value = key === undefined ? undefined : parameter[key]
      if (key === 'valueCoding' && typeof value === 'object' && value !== null) {
        const { system, code, display } = value as Record<string, unknown>
        add('system', system)
        add('code', code)
        add('display', display)
      } else add(String(parameter['name']), value)
    }
  }
  return found
}

/** One parameter that has to be there. */
export function need(parameters: ReadonlyMap<string, string[]>, name: string, operation: string): string {
  return parameters.get(name)?.[0] ?? reject(operation, `Parameter '${name}' is missing.`, name)
}

/** The code of a code system that is served: SNOMED CT, UK Edition, dm+d in its drug extension. */
export function needSnomed(parameters: ReadonlyMap<string, string[]>, name: string, operation: string): void {
  const system = need(parameters, name, operation)
  if (system !== SNOMED) reject(operation, `Unknown code system '${system}'.`, name)
}

/** A Parameters answer. */
export const parameters = (parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter })
