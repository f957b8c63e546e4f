import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClock } from '../../../mocks/kit/clock.ts'

const near = (seen: number, expected: number) => assert.ok(Math.abs(seen - expected) < 500, `${seen} is not near ${expected}`)

test('the clock is the real one until it is moved, and goes on running from there', () => {
  const clock = createClock()
  near(clock.now(), Date.now())
  clock.advance(3600_000)
  near(clock.now(), Date.now() + 3600_000)
  clock.advance(-7200_000)
  near(clock.now(), Date.now() - 3600_000)
  clock.set(0)
  near(clock.now(), 0)
  clock.advance(1000)
  near(clock.now(), 1000)
  const other = createClock()
  near(other.now(), Date.now())
})
