import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { weigh } from '../../../mocks/kit/weigh.ts'

const TEXT = 'x'.repeat(10_000)
const about = (bytes: number, expected: number): void => assert.ok(bytes >= expected && bytes < expected * 1.2, `${bytes}, of ${expected}`)

describe('what a state weighs', () => {
  it('is that of its texts and buffers, wherever they are', () => {
    about(weigh({ a: [TEXT, new Map([[`${TEXT}1`, { b: `${TEXT}2` }]]), new Set([`${TEXT}3`])], c: new Uint8Array(10_000), d: Buffer.alloc(10_000) }), 60_000)
  })

  it('counts what is reached twice once, goes round in no circle, and leaves out what it is told to', () => {
    const shared = { text: TEXT }
    const circle: { self?: object; parts: object[] } = { parts: [shared, shared] }
    circle.self = circle
    about(weigh(circle), 10_000)
    assert.ok(weigh(circle, { without: [shared] }) < 1_000)
  })

  it('stops when it is enough, and bears many small things and deep ones', () => {
    assert.ok(weigh(Array.from({ length: 1_000 }, () => [TEXT]), { enough: 50_000 }) < 100_000)
    let deep: unknown = TEXT
    for (let level = 0; level < 100_000; level++) deep = [deep]
    assert.ok(weigh(deep) > 100_000)
    assert.equal(weigh(() => TEXT), 0)
  })
})
