/**
 * Writes docs/services and docs/coverage: `npm run docs:services`. With `--measure` the figures are measured first, which takes the
 * published documents and a run of the services' tests.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AnyService } from '../../mocks/kit/service.ts'
import { loadCoverage } from '../../mocks/pages/coverage.ts'
import { services } from '../../mocks/services.ts'
import { withoutSpecs } from '../mocks/contract.ts'
import { measure } from '../mocks/coverage/measure.ts'
import { recordTests } from '../mocks/coverage/record-tests.ts'
import { saveAnswers } from '../mocks/published/answers.ts'
import { publishedBodiesOf } from '../mocks/published/bodies.ts'
import { coveragePage, servicePage } from './support/service-pages.ts'

const at = (path: string) => new URL(`../../${path}`, import.meta.url)
const all: AnyService[] = Object.values(services)

if (process.argv.includes('--measure')) {
  if (withoutSpecs) throw new Error(`Failed to measure coverage: ${withoutSpecs}.`)
  const recordings = recordTests()
  saveAnswers(recordings, publishedBodiesOf(all))
  writeFileSync(at('mocks/pages/coverage.json'), `${JSON.stringify(measure(all, recordings), null, 2)}\n`)
}
const coverage = loadCoverage()
mkdirSync(at('docs/services'), { recursive: true })
mkdirSync(at('docs/coverage'), { recursive: true })
for (const file of readdirSync(at('docs/services'))) rmSync(new URL(file, at('docs/services/')))
for (const service of all) writeFileSync(at(`docs/services/${service.key}.md`), servicePage(service, coverage.find((each) => each.service === service.key)))
writeFileSync(at('docs/coverage/services.md'), coveragePage(coverage))
