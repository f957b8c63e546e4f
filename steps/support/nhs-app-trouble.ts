import { defineParameterType } from '@cucumber/cucumber'
import type { Fault } from '../../mocks/kit/faults.ts'
import { TROUBLES } from './trouble.ts'

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

/** How the NHS App's own errors are worded in scenarios; beside the troubles that any service can have. */
export const NHS_APP_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'does not let us write': { kind: 'error', name: 'appMessagePermissionMissing' },
  'does not accept it': { kind: 'status', status: 400 },
  'is asked too often': { kind: 'error', name: 'throttledApplication' },
  'asks for a moment': { kind: 'error', name: 'throttledSpike', headers: { 'retry-after': '1' } },
}

defineParameterType({
  name: 'nhsAppTrouble',
  regexp: new RegExp(
    Object.keys(NHS_APP_TROUBLES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => NHS_APP_TROUBLES[words]!,
})

/** What a parameter `{nhsAppTrouble}` becomes. */
export type NhsAppTrouble = Shape
