import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../../mocks/kit/random.ts'

test('the same seed gives the same values, another seed others', () => {
  const take = (seed: number) => {
    const random = createRandom(seed)
    return [random.below(1000), random.digits(12), random.uuid(), random.token(28)]
  }
  assert.deepEqual(take(7), take(7))
  assert.notDeepEqual(take(7), take(8))
})

test('values have the shape they promise', () => {
  const random = createRandom(1)
  const thousand = Array.from({ length: 1000 })
  for (const _ of thousand) assert.match(random.digits(12), /^[1-9]\d{11}$/)
  for (const _ of thousand) assert.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.match(random.token(500), /^[A-Za-z0-9]{500}$/)
  const below = thousand.map(() => random.below(6))
  assert.deepEqual([...new Set(below)].sort(), [0, 1, 2, 3, 4, 5])
  assert.equal(new Set(thousand.map(() => random.token(28))).size, 1000, 'tokens do not repeat')
})
