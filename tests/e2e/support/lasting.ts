import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Results } from '../../../reports/pack/results.ts'

const IDS = new Set(['exchange', 'exchanges'])

/** results.json of a sealed pack, less what is never the same twice: when, how long, and the ids of runs and exchanges. */
export function lasting(pack: string): object {
  const { run, scenarios, ...rest } = JSON.parse(readFileSync(join(pack, 'results.json'), 'utf8')) as Results
  const { id: _id, startedAt: _startedAt, finishedAt: _finishedAt, ...facts } = run
  const timeless = scenarios.map(({ durationMs: _durationMs, ...scenario }) => scenario)
  return JSON.parse(JSON.stringify({ ...rest, run: facts, scenarios: timeless }, (key, value: unknown) => (IDS.has(key) ? undefined : value))) as object
}
