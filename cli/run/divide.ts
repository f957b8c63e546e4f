/** One of the shares of a run. */
export interface Share<T> {
  /** In the order they were given in. */
  items: T[]
  /** What they are expected to take, all in all. */
  expected: number
}

/**
 * Divides what is to be done into shares that take about as long as each other: the longest first, each to the share that has least so
 * far (Graham's longest processing time first: at most a third above the best that is possible). What nobody knows counts as the median
 * of what is known. Equals keep their order, and the first of equal shares is taken, so that every machine divides alike.
 *
 * @param duration of an item; undefined when it is not known
 */
export function divide<T>(items: readonly T[], shares: number, duration: (item: T) => number | undefined): Share<T>[] {
  const known = items.map(duration).filter((value) => value !== undefined).sort((a, b) => a - b)
  const typical = known[known.length >> 1] ?? 1
  const weighed = items.map((item, at) => ({ item, at, weight: Math.max(duration(item) ?? typical, 1) })).sort((a, b) => b.weight - a.weight || a.at - b.at)
  const result = Array.from({ length: shares }, () => ({ expected: 0, parts: [] as typeof weighed }))
  for (const part of weighed) {
    const least = result.reduce((best, share) => (share.expected < best.expected ? share : best))
    least.expected += part.weight
    least.parts.push(part)
  }
  return result.map(({ expected, parts }) => ({ expected, items: parts.sort((a, b) => a.at - b.at).map(({ item }) => item) }))
}
