import { defineParameterType } from '@cucumber/cucumber'
import type { Fault } from '../../mocks/kit/faults.ts'

/** How a scenario words that a service is in trouble, and the fault that makes it so. Longer than the candidate waits: 2 s. */
export const TROUBLES = {
  'does not answer in time': { kind: 'timeout', ms: 2500 },
  'is out of service': { kind: 'status', status: 503 },
  'fails without a word': { kind: 'status', status: 500 },
  'answers with an error page': { kind: 'html', status: 502 },
  'answers with rubbish': { kind: 'malformed' },
  'breaks off in the middle of its answer': { kind: 'truncated' },
  'drops the connection': { kind: 'reset' },
  'asks to be left alone for a moment': { kind: 'status', status: 429, headers: { 'retry-after': '5' } },
} as const satisfies Record<string, Pick<Fault, 'kind' | 'ms' | 'status' | 'headers'>>

export type Trouble = keyof typeof TROUBLES

defineParameterType({
  name: 'trouble',
  regexp: new RegExp(Object.keys(TROUBLES).join('|')),
  transformer: (words: string) => words as Trouble,
})
