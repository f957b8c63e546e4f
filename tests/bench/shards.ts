import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Results } from '../../reports/pack/results.ts'
import { tell } from './goal.ts'
import { ROOT, run } from './runs.ts'

const SHARDS = 8
/** Everything, since a start is a larger part of a short run; one at a time, as with a candidate of your own. Some ten minutes, whole and in shards. */
const SELECTION = ['--profile', 'full', '--workers', '1', '--format', 'durations']

interface Ran {
  /** Seconds of the whole command. */
  total: number
  /** Seconds of its scenarios, one after the other. */
  scenarios: number
  count: number
}

/**
 * What eight shards take all in all, against the same scenarios in one run; divided by the durations of that run. Each shard starts services
 * and a candidate of its own, which is told apart from the scenarios: its share of the whole is as small as a run is long.
 */
export async function benchShards(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  const assay = async (pack: string, ...args: string[]): Promise<Ran> => {
    const began = performance.now()
    const { code } = await run(process.execPath, [join(ROOT, 'cli/assay.ts'), 'run', ...SELECTION, ...args, '--out', join(folder, pack)])
    if (code !== 0) throw new Error(`assay run ${args.join(' ')} ended with ${code}`)
    const { scenarios } = JSON.parse(readFileSync(join(folder, pack, 'results.json'), 'utf8')) as Results
    return { total: (performance.now() - began) / 1000, scenarios: scenarios.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000, count: scenarios.length }
  }
  try {
    const whole = await assay('whole')
    const shards: Ran[] = []
    for (let index = 1; index <= SHARDS; index++) shards.push(await assay(String(index), '--shard', `${index}/${SHARDS}`, '--durations', join(folder, 'whole')))
    const sum = (of: (shard: Ran) => number): number => shards.reduce((total, shard) => total + of(shard), 0)
    const [least, most] = [Math.min, Math.max].map((bound) => bound(...shards.map(({ scenarios }) => scenarios))) as [number, number]
    const spent = sum(({ scenarios }) => scenarios)
    tell(`scenarios of one run (${whole.count})`, `${whole.scenarios.toFixed(1)} s`)
    tell(`scenarios of ${SHARDS} shards`, `${spent.toFixed(1)} s`, { text: `within 10 % of one run; seen ${percent(spent / whole.scenarios - 1)}`, met: spent <= 1.1 * whole.scenarios })
    tell('shortest and longest shard', `${least.toFixed(1)} s, ${most.toFixed(1)} s`)
    tell('commands: one run', `${whole.total.toFixed(1)} s`)
    tell(`commands: ${SHARDS} shards`, `${sum(({ total }) => total).toFixed(1)} s`, { text: `with ${SHARDS} starts instead of one, within 10 %; seen ${percent(sum(({ total }) => total) / whole.total - 1)}`, met: sum(({ total }) => total) <= 1.1 * whole.total })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const percent = (share: number): string => `${share < 0 ? '-' : '+'}${Math.abs(100 * share).toFixed(0)} %`
