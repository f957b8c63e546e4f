import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { nextSeed, nextSeries } from '../../cli/run/next-seed.ts'
import { createState, newUbrn } from '../../mocks/services/ers/state.ts'

test('a candidate that lives on gets a seed of its own for every run', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-seed-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const seeds = ['https://a', 'https://a', 'https://b', 'https://a'].map((baseUrl) => nextSeed(baseUrl, join(folder, 'seeds.json')))
  assert.deepEqual(seeds, [1, 2, 1, 3])
})

test('the first run of all counts from its seed, later ones from where no earlier one has been', () => {
  const second = (n: number) => Date.UTC(2026, 10, 23, 4, 0, n)
  assert.equal(nextSeries(1, { first: true }, second(0)), 1)
  const [now, later] = [nextSeries(2, { first: false }, second(0)), nextSeries(2, { first: false }, second(1))]
  assert.equal(later - now, 1)
  assert.ok(now > 100_000)
})

test('e-RS gives no UBRN twice, whichever run asks', () => {
  const runs = [1, 2, nextSeries(3, { first: false }), nextSeries(3, { first: false }) + 1].map((seed) => createState({ seed }))
  const ubrns = runs.flatMap((state) => Array.from({ length: 300 }, () => newUbrn(state)))
  assert.equal(new Set(ubrns).size, ubrns.length)
  assert.ok(ubrns.every((ubrn) => /^\d{12}$/.test(ubrn)))
})
