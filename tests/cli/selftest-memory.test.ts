import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listDefects } from '../../cli/selftest/defects.ts'
import { readMemory, recall } from '../../cli/selftest/memory.ts'
import { selectScenarios } from '../../cli/selftest/scenarios.ts'

/** What may be new since somebody last recorded: the self-test finds those pairs by itself, which takes minutes. */
const NEW = 0.05

test('the self-test remembers a pair for nearly every scenario and defect; "assay selftest --record" renews it', async () => {
  const { scenarios } = await selectScenarios()
  const defects = await listDefects()
  const recalled = recall(readMemory(), scenarios)
  const known = defects.map(({ name }) => recalled(name))
  const settled = new Set(known.flat())
  const missing = { defects: defects.filter((_, at) => known[at]!.length === 0).length, scenarios: scenarios.filter(({ path }) => !settled.has(path)).length }
  assert.ok(missing.defects <= NEW * defects.length && missing.scenarios <= NEW * scenarios.length, JSON.stringify(missing))
})
