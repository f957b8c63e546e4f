import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createCrew } from '../../cli/selftest/crew.ts'
import type { JobResult } from '../../cli/selftest/job.ts'

test('a candidate that does not start is told as broken, once, and the next job goes on', async (context) => {
  const crew = createCrew(1)
  context.after(() => crew.dismiss())
  const jobs = [
    { id: 1, defect: 'no-such-defect', paths: ['features/national-services/ods-pharmacies.feature:10'], ordinals: {} },
    { id: 2, paths: [], ordinals: {} },
  ]
  const results: JobResult[] = []
  await crew.run(() => jobs.shift(), (result) => results.push(result))
  assert.deepEqual(results.map(({ id }) => id), [1, 2])
  assert.match(results[0]!.broken ?? '', /no-such-defect: is not a known defect/)
  assert.equal(results[1]!.broken, undefined)
})

test('a defect that spoils the scene of a scenario has not failed it: its checks were not tried', async (context) => {
  const crew = createCrew(1)
  context.after(() => crew.dismiss())
  const feature = 'features/national-services/pds-update.feature'
  const line = readFileSync(feature, 'utf8').split('\n').findIndex((text) => text.includes("Scenario: The change is made in the user's own name")) + 1
  const path = `${feature}:${line}`
  const jobs = [{ id: 1, defect: 'pds-as-application', paths: [path], ordinals: { [path]: 0 } }]
  const results: JobResult[] = []
  await crew.run(() => jobs.shift(), (result) => results.push(result))
  const { outcome, reason } = results[0]!.outcomes[path]!
  assert.equal(outcome, 'untested')
  assert.match(reason!, /^Given Joan Okafor is registered/)
})
