import type { DataTable } from '@cucumber/cucumber'
import type { AssayWorld } from '../world.ts'
import type { ConsumerExchange } from './consumer.ts'

/** Tries each way of a table, one after the other; what came of each is kept for the checks. `known`: the ways that scenarios word. */
export async function inEachWay<Way>(world: AssayWorld, table: DataTable, known: Record<string, Way>, attempt: (way: Way) => Promise<ConsumerExchange>): Promise<void> {
  const exchanges: [string, ConsumerExchange][] = []
  for (const [words = ''] of table.raw()) {
    const way = known[words]
    if (way === undefined) throw new Error(`Failed to try "${words}": scenarios know ${Object.keys(known).join(', ')}.`)
    exchanges.push([words, await attempt(way)])
  }
  world.notes.set('each way', exchanges)
}
