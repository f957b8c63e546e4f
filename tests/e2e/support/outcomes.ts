import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Results } from '../../../reports/pack/results.ts'

/** How the scenarios of a sealed pack ended. */
export function outcomesOf(pack: string): { name: string; outcome: string; reason?: string }[] {
  const { scenarios } = JSON.parse(readFileSync(join(pack, 'results.json'), 'utf8')) as Results
  return scenarios.map(({ name, outcome, reason }) => ({ name, outcome, ...(reason !== undefined && { reason }) }))
}
