import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { divide } from '../../cli/run/divide.ts'

/** Numbers from 0 to below 1, the same for the same seed. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface Item {
  name: number
  ms: number | undefined
}

/** Any number of items, of which some take as long as others, some no time, and some nobody knows how long. */
function anyItems(next: () => number): Item[] {
  return Array.from({ length: Math.floor(next() * 60) }, (_, name) => ({ name, ms: next() < 0.2 ? undefined : Math.floor(next() ** 4 * (next() < 0.5 ? 5 : 30_000)) }))
}

describe('dividing a run', () => {
  it('puts everything into exactly one share, in the order it came in, and the same each time', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = numbers(seed)
      const items = anyItems(next)
      const shares = 1 + Math.floor(next() * 12)
      const divided = divide(items, shares, ({ ms }) => ms)
      assert.equal(divided.length, shares)
      assert.deepEqual(divided.flatMap((share) => share.items).sort((a, b) => a.name - b.name), items, `seed ${seed}`)
      for (const share of divided) assert.deepEqual(share.items, share.items.toSorted((a, b) => a.name - b.name), `seed ${seed}`)
      assert.deepEqual(divide(structuredClone(items), shares, ({ ms }) => ms), divided, `seed ${seed}`)
    }
  })

  it('lets no share take longer than the shortest and the longest item together', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const items = anyItems(numbers(seed)).map(({ name, ms = 1 }) => ({ name, ms: Math.max(ms, 1) }))
      const expected = divide(items, 4, ({ ms }) => ms).map((share) => share.items.reduce((sum, { ms }) => sum + ms, 0))
      assert.ok(Math.max(...expected) - Math.min(...expected) <= Math.max(0, ...items.map(({ ms }) => ms)), `seed ${seed}: ${expected.join(', ')}`)
    }
  })

  it('gives a long one a share of its own, and counts what nobody knows as the median', () => {
    const items = [10, 10, undefined, 90, 10, undefined, 10].map((ms, name) => ({ name, ms }))
    const shares = divide(items, 2, ({ ms }) => ms)
    assert.deepEqual(shares.map(({ expected, items: own }) => [expected, own.map(({ name }) => name)]), [[90, [3]], [60, [0, 1, 2, 4, 5, 6]]])
  })

  it('divides by number where nothing is known', () => {
    const shares = divide([0, 1, 2, 3, 4], 2, () => undefined)
    assert.deepEqual(shares.map(({ items }) => items), [[0, 2, 4], [1, 3]])
  })
})
