import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wordsOf } from '../gate/words.ts'
import type { Word } from '../gate/words.ts'
import type { Pack } from '../pack/open.ts'
import type { ScenarioHistory } from '../pack/replay.ts'
import { resultOf, scoreOf, string, testOf, verdict } from './fhir/test-report.ts'
import type { TestReport } from './fhir/test-report.ts'
import { testOfWord } from './fhir/word.ts'
import { distrustOf, sealNote } from './format.ts'
import type { Format } from './format.ts'
import { stableUuid } from './stable-uuid.ts'
import { utcInstant } from './utc-instant.ts'

/**
 * FHIR R4: a Bundle with a TestReport a feature. One for the whole run would give a reviewer one result for hundreds of
 * scenarios, one for each scenario hundreds of resources with one test; a feature is what a reviewer judges, and what a
 * TestScript is: its result and score say where to look. One more has what people vouch for or accept. The same pack under the same
 * decision makes the same bytes.
 */
export const format: Format = {
  name: 'fhir',
  summary: 'FHIR R4 Bundle with a TestReport a feature',
  render: async (pack, outDir, { decision }) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'fhir-test-reports.json')
    writeFileSync(entry, `${JSON.stringify(bundleOf(pack, decision === undefined ? [] : wordsOf(decision)), null, 1)}\n`)
    return { entry, files: 1 }
  },
}

function bundleOf(pack: Pack, words: readonly Word[]): object {
  const { run } = pack.results
  const features = [...Map.groupBy(pack.run.scenarios, ({ file, feature }) => JSON.stringify([file, feature])).values()]
  const troubles = [...distrustOf(pack), ...run.problems, ...(features.length === 0 ? ['Nothing was run.'] : [])]
  const reports = [...(troubles.length === 0 ? [] : [troubleReport(pack, troubles)]), ...features.map((scenarios) => featureReport(pack, scenarios)), ...(words.length === 0 ? [] : [wordsReport(pack, words)])]
  const id = stableUuid('fhir', run.id, run.startedAt, JSON.stringify(reports))
  return {
    resourceType: 'Bundle',
    id,
    meta: metaOf(pack),
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    type: 'collection',
    timestamp: utcInstant(run.finishedAt ?? run.startedAt),
    entry: reports.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })),
  }
}

const metaOf = (pack: Pack): TestReport['meta'] => ({ tag: [{ system: 'urn:assay:seal', code: sealNote(pack) }] })

function featureReport(pack: Pack, scenarios: readonly ScenarioHistory[]): TestReport {
  const [{ file, feature } = { file: '', feature: '' }] = scenarios
  const outcomes = scenarios.map(({ outcome }) => outcome)
  const score = scoreOf(outcomes)
  return {
    ...frame(pack, file, feature),
    result: resultOf(outcomes, distrustOf(pack).length === 0),
    ...(score === undefined ? {} : { score }),
    ...closing(pack),
    test: scenarios.map(testOf),
  }
}

/** What went wrong outside any scenario would otherwise not show at all. */
function troubleReport(pack: Pack, troubles: readonly string[]): TestReport {
  const name = 'The run itself'
  const action = troubles.map((trouble) => verdict('error', trouble))
  return { ...frame(pack, name, name), result: 'pending', ...closing(pack), test: [{ name, description: 'What went wrong outside any scenario.', action }] }
}

/** What people vouch for or accept. It passes nothing: no machine has seen it. */
function wordsReport(pack: Pack, words: readonly Word[]): TestReport {
  const name = "People's word"
  return { ...frame(pack, name, name), result: 'pending', ...closing(pack), test: words.map(testOfWord) }
}

function frame(pack: Pack, file: string, name: string): Pick<TestReport, 'resourceType' | 'id' | 'meta' | 'name' | 'status' | 'testScript'> {
  const { run } = pack.results
  return {
    resourceType: 'TestReport',
    id: stableUuid('fhir', run.id, run.startedAt, file, name),
    meta: metaOf(pack),
    name: string(name),
    status: run.complete ? 'completed' : 'stopped',
    testScript: { type: 'TestScript', identifier: { system: 'urn:assay:feature', value: string(file) }, display: string(name) },
  }
}

function closing({ results: { run, candidate } }: Pack): Pick<TestReport, 'tester' | 'issued' | 'participant'> {
  return {
    tester: 'Assay',
    issued: utcInstant(run.finishedAt ?? run.startedAt),
    participant: [
      { type: 'test-engine', uri: 'urn:assay:harness', display: string(`Assay, profile ${run.profile}, seed ${run.seed}`) },
      { type: 'client', uri: `urn:uuid:${stableUuid('candidate', candidate.name, candidate.version)}`, display: string(`${candidate.name} ${candidate.version}`) },
    ],
  }
}
