import { median, requestsPerSecond, startServer } from './load.ts'

/** PDS reads in one of fifty environments of a shared hub, by an address with a token, against the only one of a hub of one's own; in turns, medians of the rounds. */
export async function benchSharedHub({ rounds = 5, seconds = 2 } = {}): Promise<void> {
  const targets = [await startServer('own hub', 'hub.ts'), await startServer('one of fifty', 'shared-hub.ts')]
  const rates = new Map<string, number[]>(targets.map(({ name }) => [name, []]))
  try {
    for (const target of targets) await requestsPerSecond(target, 2)
    for (let round = 0; round < rounds; round++) {
      for (const target of targets) {
        const { rate, errors } = await requestsPerSecond(target, seconds)
        if (errors) throw new Error(`${target.name}: ${errors} requests failed`)
        rates.get(target.name)!.push(rate)
      }
    }
  } finally {
    for (const target of targets) target.stop()
  }
  for (const [name, values] of rates) console.log(`  ${name.padEnd(24)} ${Math.round(median(values)).toLocaleString('en-GB').padStart(8)} requests/s  (${values.map((value) => Math.round(value)).join(', ')})`)
  console.log(`  one of fifty / own       ${(median(rates.get('one of fifty')!) / median(rates.get('own hub')!)).toFixed(2)}   (goal: 0.95 or more)`)
}
