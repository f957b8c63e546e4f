import { median } from './load.ts'
import { assayRun } from './runs.ts'

/** The whole tif-core profile on the embedded candidate, with one worker and with two, in turns. */
export async function benchProfile({ rounds = 3 } = {}): Promise<void> {
  const seconds: Record<1 | 2, number[]> = { 1: [], 2: [] }
  let scenarios = 0
  for (let round = 0; round < rounds; round++) {
    for (const workers of [1, 2] as const) {
      const run = await assayRun(['--workers', String(workers)])
      seconds[workers].push(run.seconds)
      scenarios = run.document.scenarios.length
    }
  }
  for (const workers of [1, 2] as const) console.log(`  ${workers} worker${workers > 1 ? 's' : ' '}   ${median(seconds[workers]).toFixed(1)} s for ${scenarios} scenarios  (${seconds[workers].map((value) => value.toFixed(1)).join(', ')})`)
  console.log(`  speed-up    ${(median(seconds[1]) / median(seconds[2])).toFixed(2)}   (goal: 1.60 or more; two workers under 60 s)`)
}
