import { assayRun } from './runs.ts'

/** Twenty runs in random order with two workers: every scenario must end the same twenty times. */
export async function benchStability({ runs = 20 } = {}): Promise<void> {
  const seen = new Map<string, Map<string, number>>()
  for (let run = 1; run <= runs; run++) {
    const { outcomes, exitCode } = await assayRun(['--workers', '2', '--order', `random:${run}`, '--format', 'markdown'])
    for (const [scenario, outcome] of Object.entries(outcomes)) {
      const counts = seen.get(scenario) ?? new Map<string, number>()
      seen.set(scenario, counts.set(outcome, (counts.get(outcome) ?? 0) + 1))
    }
    process.stdout.write(`  run ${run}: exit code ${exitCode}, ${Object.values(outcomes).filter((outcome) => outcome === 'passed').length} of ${Object.keys(outcomes).length} passed\n`)
  }
  const unstable = [...seen].filter(([, counts]) => counts.size > 1 || [...counts.values()].some((count) => count !== runs))
  for (const [scenario, counts] of unstable) console.log(`  unstable: ${scenario}  ${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`)
  console.log(`  ${seen.size - unstable.length} of ${seen.size} scenarios ended the same ${runs} times   (goal: all)`)
}
