import { startHub } from '../../mocks/hub.ts'
import { publishedBodies } from '../mocks/fuzz/published-bodies.ts'
import { runFuzz } from '../mocks/fuzz/run-fuzz.ts'

/** Ten thousand requests that no honest caller would send, some of 50 MB, at all services. Another seed with ASSAY_SEED. */
export async function benchFuzz({ count = 10_000, seed = Number(process.env['ASSAY_SEED'] ?? Date.now() % 1_000_000) } = {}): Promise<void> {
  const hub = await startHub()
  const started = performance.now()
  try {
    const { sent, statuses, problems } = await runFuzz(hub, { seed, count, huge: { count: 20, bytes: 50 * 1024 * 1024 }, examples: publishedBodies })
    const seconds = (performance.now() - started) / 1000
    console.log(`  ${sent.toLocaleString('en-GB')} requests (seed ${seed}) in ${seconds.toFixed(1)} s: ${Object.entries(statuses).map(([status, times]) => `${times} x ${status}`).join(', ')}`)
    console.log(`  ${problems.length} not answered as they should be, ${hub.breakdowns.length} breakdowns   (goal: none)`)
    for (const problem of problems.slice(0, 20)) console.log(`  ${problem}`)
    if (problems.length) process.exitCode = 1
  } finally {
    await hub.close()
  }
}
