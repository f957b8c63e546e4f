import { defineParameterType } from '@cucumber/cucumber'
import type { Fault } from '../../mocks/kit/faults.ts'
import { TROUBLES } from './trouble.ts'

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

/** How PDS's own errors, and its silence, are worded in scenarios; beside the troubles that any service can have. */
export const PDS_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  refuses: { kind: 'error', name: 'FORBIDDEN_UPDATE' },
  'does not accept the values': { kind: 'error', name: 'INVALID_UPDATE' },
  'does not know the number': { kind: 'error', name: 'RESOURCE_NOT_FOUND' },
  'has another version': { kind: 'error', name: 'RESOURCE_VERSION_MISMATCH' },
  'gives up after its own time': { kind: 'error', name: 'UNABLE_TO_CALL_SERVICE' },
  fails: { kind: 'error', name: 'UNKNOWN_ERROR' },
  'is asked too often': { kind: 'error', name: 'TOO_MANY_REQUESTS', headers: { 'retry-after': '1' } },
  'asks for a moment': { kind: 'error', name: 'SERVICE_UNAVAILABLE', headers: { 'retry-after': '1' } },
  'labels its answer as something else': { kind: 'wrong-content-type' },
  // Far longer than anybody would wait: the candidate has to stop waiting by itself.
  'falls silent': { kind: 'timeout', ms: 30_000 },
}

defineParameterType({
  name: 'pdsTrouble',
  regexp: new RegExp(
    Object.keys(PDS_TROUBLES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => PDS_TROUBLES[words]!,
})

/** What a parameter `{pdsTrouble}` becomes. */
export type PdsTrouble = Shape
