import type { Call } from '../../../kit/call.ts'
import { reject } from '../errors.ts'
import type { PdsState } from '../state.ts'
import type { Patch } from './patch.ts'

const CLAUSE = 'PDS FHIR API: update-patient, JSON Patch'

const OPERATIONS: ReadonlySet<unknown> = new Set(['add', 'replace', 'remove', 'test'])

/** The patches of a request body `{ "patches": [...] }`, each with an operation, a path and, where it takes one, a value. */
export function readPatches(call: Call<PdsState>): Patch[] {
  const body = call.json
  const patches = typeof body === 'object' && body !== null && 'patches' in body ? body.patches : undefined
  if (!Array.isArray(patches) || patches.length === 0) {
    return reject('INVALID_UPDATE', 'Invalid update with error - No patches found', { rule: 'no-patches', clause: CLAUSE, pointer: '/patches' })
  }
  return patches.map(readPatch)
}

function readPatch(patch: unknown, at: number): Patch {
  const { op, path, value } = (typeof patch === 'object' && patch !== null ? patch : {}) as Record<string, unknown>
  const pointer = `/patches/${at}`
  const missing = (name: string) => reject('MISSING_VALUE', `Missing value - '${at}/${name}'`, { rule: 'incomplete-patch', clause: CLAUSE, pointer: `${pointer}/${name}` })
  const invalid = (name: string, seen: unknown) =>
    reject('INVALID_VALUE', `Invalid value - '${String(seen)}' in field '${at}/${name}'`, { rule: 'invalid-patch', clause: CLAUSE, pointer: `${pointer}/${name}` })

  if (op === undefined) return missing('op')
  if (!OPERATIONS.has(op)) return invalid('op', op)
  if (path === undefined) return missing('path')
  if (typeof path !== 'string' || !path.startsWith('/')) return invalid('path', path)
  if (op !== 'remove' && value === undefined) return missing('value')
  return { op: op as Patch['op'], path, ...(value !== undefined && { value }) }
}
