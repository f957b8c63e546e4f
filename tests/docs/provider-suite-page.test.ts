import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mistakesIn, providerSuitePage } from './provider-suite-page.ts'

const root = new URL('../..', import.meta.url).pathname

test('every row of the GP Connect provider suite is covered once, by a scenario and a defect that there are, or left out with a reason', () => {
  assert.deepEqual(mistakesIn(root), [])
})

test('the page on the provider suite is what the mapping makes of it', () => {
  assert.equal(readFileSync(join(root, 'docs/coverage/gp-connect-provider-suite.md'), 'utf8'), providerSuitePage(root))
})
