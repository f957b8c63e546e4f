import { median } from './load.ts'
import { assayRun } from './runs.ts'

/** The same scenarios in the same order each time; only how many run at once differs. */
const WAYS: Record<string, string[]> = {
  'one worker': ['--workers', '1', '--order', 'random:1', '--format', 'markdown'],
  'two workers': ['--workers', '2', '--order', 'random:1', '--format', 'markdown'],
  'as it comes': [],
}

/** The whole tif-core profile on the embedded candidate: with one worker, with two, and as it comes, in turns. */
export async function benchProfile({ rounds = 3 } = {}): Promise<void> {
  const seconds = new Map(Object.keys(WAYS).map((way): [string, number[]] => [way, []]))
  let scenarios = 0
  for (let round = 0; round < rounds; round++) {
    for (const [way, more] of Object.entries(WAYS)) {
      const run = await assayRun(more)
      seconds.get(way)!.push(run.seconds)
      scenarios = run.document.scenarios.length
    }
  }
  const typical = (way: string) => median(seconds.get(way)!)
  for (const [way, values] of seconds) console.log(`  ${way.padEnd(11)}  ${typical(way).toFixed(1)} s for ${scenarios} scenarios  (${values.map((value) => value.toFixed(1)).join(', ')})`)
  console.log(`  speed-up     ${(typical('one worker') / typical('two workers')).toFixed(2)} with two workers   (goal: 1.60 or more; as it comes under 60 s on two cores)`)
}
