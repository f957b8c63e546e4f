import type { RunHistory } from './replay.ts'
import { sha256 } from './sha256.ts'

/** How long scenarios took in an earlier run, in milliseconds, by their id. */
export type Durations = ReadonlyMap<string, number>

/** What a run says of the scenarios that came to an end in it; in the order of their ids, so that the same content is the same text. */
export function durationsOf({ scenarios }: Pick<RunHistory, 'scenarios'>): Durations {
  const known = scenarios.filter(({ durationMs }) => durationMs > 0)
  return new Map(known.map(({ scenario, durationMs }) => [scenario, durationMs] as const).sort(byId))
}

/** SHA-256 by which two machines can tell that they divided a run by the same durations, wherever each had them from. */
export const digestOfDurations = (durations: Durations): string => sha256(JSON.stringify([...durations].sort(byId)))

const byId = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1)
