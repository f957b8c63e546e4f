import { defineParameterType } from '@cucumber/cucumber'
import type { Fault } from '../../mocks/kit/faults.ts'
import { TROUBLES } from './trouble.ts'

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

const MI_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'is asked too often': { kind: 'error', name: 'TOO_MANY_REQUESTS', headers: { 'retry-after': '30' } },
  'does not know the system': { kind: 'error', name: 'INVALID_API_KEY' },
}

defineParameterType({
  name: 'miTrouble',
  regexp: new RegExp(
    Object.keys(MI_TROUBLES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => MI_TROUBLES[words]!,
})

/** What a parameter `{miTrouble}` becomes. */
export type MiTrouble = Shape
