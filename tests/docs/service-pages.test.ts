import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { AnyService } from '../../mocks/kit/service.ts'
import { loadCoverage } from '../../mocks/pages/coverage.ts'
import { FAULT_KINDS } from '../../mocks/kit/faults.ts'
import { JOURNAL_LIMITS } from '../../mocks/kit/journal.ts'
import { services } from '../../mocks/services.ts'
import { withoutSpecs } from '../mocks/contract.ts'
import { measure } from '../mocks/coverage/measure.ts'
import { coveragePage, servicePage } from './support/service-pages.ts'

const read = (path: string) => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8')
const all: AnyService[] = Object.values(services)
const coverage = loadCoverage()

test('every service has its reference page, and the page says what its definition says', () => {
  assert.deepEqual(readdirSync(new URL('../../docs/services', import.meta.url)).sort(), all.map(({ key }) => `${key}.md`).sort(), 'run npm run docs:services')
  for (const service of all) assert.equal(read(`services/${service.key}.md`), servicePage(service, coverage.find((each) => each.service === service.key)), `docs/services/${service.key}.md is stale: run npm run docs:services`)
})

test('the table of coverage shows the figures that were measured last', () => {
  assert.equal(read('coverage/services.md'), coveragePage(coverage), 'docs/coverage/services.md is stale: run npm run docs:services')
})

// What the services answered was seen in their tests when it was measured (npm run docs:services -- --measure); what is published, and which operations are ours, is looked at now.
test('the figures are those of the published documents and of the services as they are', { skip: withoutSpecs }, () => {
  const now = measure(all, [])
  const published = (each: (typeof now)[number]) => ({ service: each.service, documents: each.published, operations: each.operations, statuses: each.statuses[1], codes: each.codes[1], examples: each.examples[1], scenarios: each.scenarios[1] })
  assert.deepEqual(coverage.map(published), now.map(published), 'run npm run docs:services -- --measure')
})

test('docs/mocks.md explains every kind of fault, and no other, and the limits of the journal', () => {
  const text = read('mocks.md')
  assert.deepEqual([...text.matchAll(/^\| `([a-z][a-z-]+)` \|/gm)].map((match) => match[1]), FAULT_KINDS)
  assert.ok(text.includes(`last ${JOURNAL_LIMITS.entries.toLocaleString('en-GB')} exchanges`) && text.includes(`${JOURNAL_LIMITS.bytes / 1024 / 1024} MB`))
})
