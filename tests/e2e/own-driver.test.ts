import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { assay, ROOT } from './support/assay.ts'
import { startExternalCandidate } from './support/external-candidate.ts'
import { outcomesOf } from './support/outcomes.ts'

test("a supplier's own driver with a few verbs: what it cannot do is skipped and named, what is not claimed is omitted", async (context) => {
  const candidate = await startExternalCandidate(context)
  const file = candidate.describe('own.yaml', (yaml) => {
    yaml['capabilities'] = ['C13']
    yaml.drivers = { default: join(ROOT, 'docs/examples/driver.ts') }
  })
  const pack = join(candidate.folder, 'pack')
  const scope = '@req:TIF-PDS-01 or @req:TIF-IG-AUTH-01 or @req:E00224'
  const { code, err, out } = await assay(['run', '--candidate', file, '--tags', scope, '--out', pack, '--format', 'markdown'], candidate.env)
  const outcomes = outcomesOf(pack)
  const of = (kind: string) => outcomes.filter(({ outcome }) => outcome === kind)
  assert.deepEqual([...new Set(outcomes.map(({ outcome }) => outcome))].sort(), ['omitted', 'passed', 'skipped'], err + out)
  for (const { reason } of of('skipped')) assert.match(reason ?? '', /^This candidate does not offer "[a-z]+\.[a-zA-Z]+": its driver \(.*driver\.ts\) has no such verb/)
  assert.ok(of('skipped').some(({ reason }) => reason?.includes('"demographics.openForEditing"')))
  for (const { reason } of of('omitted')) assert.match(reason ?? '', /^The candidate does not claim capability C(5|14)\.$/)
  // What could not be looked at is not passed.
  assert.equal(code, 1)
})

for (const [what, byMessage, used, unused] of [
  ['by the FHIR API', false, 'scr-fhir', 'scr-hl7'],
  ['by the older messages', true, 'scr-hl7', 'scr-fhir'],
] as const) {
  test(`a supplier who reaches the Summary Care Record ${what} is judged on that, and the evidence says what was left out`, async (context) => {
    const candidate = await startExternalCandidate(context, { byMessage })
    const file = candidate.describe('own.yaml', (yaml) => {
      // Whoever is new says nothing.
      if (byMessage) yaml['interfaces'] = [used]
    })
    const pack = join(candidate.folder, 'pack')
    const { err, out } = await assay(['run', '--candidate', file, '--profile', 'full', '--tags', '@req:SCR05', '--out', pack, '--format', 'markdown'], candidate.env)
    const outcomes = Object.fromEntries(outcomesOf(pack).map(({ name, outcome, reason }) => [name, reason ?? outcome]))
    const names = { 'scr-fhir': 'Words that look like markup arrive as they were written', 'scr-hl7': 'Words that look like markup arrive in a message as they were written' }
    assert.deepEqual(outcomes, { [names[used]]: 'passed', [names[unused]]: `The candidate does not use the interface ${unused}; it uses ${used}.` }, err + out)
  })
}
