import { mediansInTurns, startServer } from './load.ts'

/** PDS reads in one of fifty environments of a shared hub, by an address with a token, against the only one of a hub of one's own; in turns, medians of the rounds. */
export async function benchSharedHub({ rounds = 5, seconds = 2 } = {}): Promise<void> {
  const rateOf = await mediansInTurns([await startServer('own hub', 'hub.ts'), await startServer('one of fifty', 'shared-hub.ts')], { rounds, seconds })
  console.log(`  one of fifty / own       ${(rateOf('one of fifty') / rateOf('own hub')).toFixed(2)}   (goal: 0.95 or more)`)
}
