import type { RunOptions } from './options.ts'
import type { Division } from './plan.ts'

/** What a shard that was divided by durations says of itself when it begins. */
export function divisionText({ scenarios, unknown, expectedMs, longestMs }: Division, { index, of }: NonNullable<RunOptions['shard']>): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
  const guess = unknown === 0 ? '' : unknown === scenarios ? '; none of them has a known duration: is the file of this system?' : `; ${unknown} of ${scenarios} have no known duration and count as the median`
  return `Shard        ${index} of ${of}: scenarios of ${seconds(expectedMs)}, the longest shard ${seconds(longestMs)}${guess}`
}
