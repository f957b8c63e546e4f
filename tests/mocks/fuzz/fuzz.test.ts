import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startHub, type Hub } from '../../../mocks/hub.ts'
import { withoutSpecs } from '../contract.ts'
import { publishedBodies } from './published-bodies.ts'
import { runFuzz } from './run-fuzz.ts'

let hub: Hub
before(async () => {
  hub = await startHub()
})
after(() => hub.close())

// npm run bench -- fuzz sends ten thousand, and 50 MB bodies. A new seed finds what this one did not: then fix it, and add what it was to hostile.ts.
test('whatever is sent, every service answers: a refusal, never a breakdown of its own', async (context) => {
  if (withoutSpecs) context.diagnostic(`that refusals are documented is not looked at: ${withoutSpecs}`)
  const { sent, problems, statuses } = await runFuzz(hub, { seed: 20_261_122, count: 1500, huge: { count: 2, bytes: 22 * 1024 * 1024 }, examples: publishedBodies })
  assert.equal(sent, 1502)
  assert.deepEqual(problems, [])
  assert.deepEqual(hub.breakdowns, [])
  const refused = Object.entries(statuses).reduce((sum, [status, count]) => sum + (Number(status) >= 400 ? count : 0), 0)
  assert.ok(refused > sent * 0.85, `most of it is refused: ${JSON.stringify(statuses)}`)
  assert.ok((statuses['413'] ?? 0) >= 2, 'what is too large is refused as such')
  assert.ok((statuses['200'] ?? 0) + (statuses['201'] ?? 0) > 0, 'some of it gets past the door')
})

test('the hub goes on as before', async () => {
  const response = await fetch(`${hub.urls.http}/e/fuzz/oauth2/_ping`)
  assert.equal(response.status, 200)
})
