import { median, requestsPerSecond, startServer } from './load.ts'

/** PDS reads through a hub with every service against a hub with PDS alone, in turns; medians of the rounds. */
export async function benchManyServices({ rounds = 5, seconds = 3 } = {}): Promise<void> {
  const targets = [await startServer('every service', 'hub.ts'), await startServer('PDS alone', 'hub-of-one.ts')]
  const rates = new Map<string, number[]>(targets.map(({ name }) => [name, []]))
  try {
    for (const target of targets) await requestsPerSecond(target, 2)
    for (let round = 0; round < rounds; round++) for (const target of targets) rates.get(target.name)!.push((await requestsPerSecond(target, seconds)).rate)
  } finally {
    for (const target of targets) target.stop()
  }
  for (const [name, values] of rates) console.log(`  ${name.padEnd(24)} ${Math.round(median(values)).toLocaleString('en-GB').padStart(8)} requests/s  (${values.map((value) => Math.round(value)).join(', ')})`)
  console.log(`  every service / alone    ${(median(rates.get('every service')!) / median(rates.get('PDS alone')!)).toFixed(2)}   (goal: 0.90 or more)`)
}
