/** What an object takes beyond what is in it, and what each of its members takes, bytes. */
const OBJECT_BYTES = 32
const MEMBER_BYTES = 16

/**
 * How many bytes a value holds, roughly: texts and buffers by their length, the rest by about what V8 takes for it. What is reached in two ways
 * counts once; functions and private members do not count. The time it takes goes with the number of objects, not with the length of texts.
 *
 * @param without is reached from the value, but is not counted
 * @param enough bytes beyond which nothing more is counted
 */
export function weigh(value: unknown, { without = [], enough = Infinity }: { without?: readonly object[]; enough?: number } = {}): number {
  const seen = new Set<object>(without)
  const waiting: unknown[] = [value]
  let bytes = 0
  const hold = (members: Iterable<unknown>): void => {
    for (const member of members) {
      bytes += MEMBER_BYTES
      waiting.push(member)
    }
  }
  while (waiting.length > 0 && bytes <= enough) {
    const next = waiting.pop()
    if (typeof next === 'string') bytes += next.length
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    bytes += OBJECT_BYTES
    if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) bytes += next.byteLength
    else if (next instanceof Map) {
      hold(next.keys())
      hold(next.values())
    } else hold(next instanceof Set ? next : Object.values(next))
  }
  return bytes
}
