import assert from 'node:assert/strict'
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
