import { mediansInTurns, startServer } from './load.ts'

/** PDS reads through a hub with every service against a hub with PDS alone, in turns; medians of the rounds. */
export async function benchManyServices({ rounds = 5, seconds = 3 } = {}): Promise<void> {
  const rateOf = await mediansInTurns([await startServer('every service', 'hub.ts'), await startServer('PDS alone', 'hub-of-one.ts')], { rounds, seconds })
  console.log(`  every service / alone    ${(rateOf('every service') / rateOf('PDS alone')).toFixed(2)}   (goal: 0.90 or more)`)
}
