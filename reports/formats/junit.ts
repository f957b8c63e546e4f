import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../config/outcome.ts'
import type { ScenarioResult } from '../pack/results.ts'
import { visible } from '../visible.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'

/**
 * JUnit XML: a suite a feature, a case a scenario. What CI systems show. Nothing but what the strictest of their schemas has (junit-10.xsd of
 * the xUnit plugin of Jenkins): what it has no place for is said in `system-out` of the case.
 */
export const format: Format = {
  name: 'junit',
  summary: 'JUnit XML for CI systems: a suite a feature, a case a scenario',
  render: async (pack, outDir, { decision }) => {
    mkdirSync(outDir, { recursive: true })
    const { results } = pack
    const features = [...Map.groupBy(results.scenarios, ({ file, feature }) => JSON.stringify([file, feature])).values()]
    const properties = {
      seal: sealNote(pack),
      run: results.run.id,
      profile: results.run.profile,
      seed: results.run.seed,
      candidate: `${results.candidate.name} ${results.candidate.version}`,
      complete: results.run.complete,
      ...(decision === undefined ? {} : { policy: decision.policy.name, decision: decision.decision }),
    }
    const name = `Assay ${results.run.profile}`
    const suites = features.map((scenarios) => suite(scenarios, results.run.startedAt, properties))
    // What went wrong outside any scenario would otherwise not show in a CI system at all.
    const troubles = [...results.run.incomplete, ...results.run.problems]
    if (troubles.length > 0) suites.push(troubleSuite(troubles, results.run.startedAt, properties))
    // The schema counts what was skipped by suite only.
    const { skipped: _skipped, ...totals } = tally(results.scenarios, troubles.length)
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name, ...totals }, suites)}\n`
    const entry = join(outDir, 'junit.xml')
    writeFileSync(entry, xml)
    return { entry, files: 1 }
  },
}

/** Text of XML 1.0: what is invisible is spelt out (XML forbids most of it anyway), lone surrogates are replaced. */
const text = (value: string): string =>
  visible(value)
    .toWellFormed()
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
const attribute = (value: unknown): string => text(String(value)).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

function element(name: string, attributes: Record<string, unknown>, content: string[] | string = []): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`).join('')
  const inner = typeof content === 'string' ? text(content) : content.length === 0 ? '' : `\n${content.join('\n')}\n`
  return inner === '' ? `<${name}${head}/>` : `<${name}${head}>${inner}</${name}>`
}

const propertyList = (properties: Record<string, unknown>): string[] =>
  Object.keys(properties).length === 0 ? [] : [element('properties', {}, Object.entries(properties).map(([name, value]) => element('property', { name, value })))]

function tally(scenarios: readonly ScenarioResult[], troubles = 0): Record<string, unknown> {
  const of = (...outcomes: Outcome[]): number => scenarios.filter(({ outcome }) => outcomes.includes(outcome)).length
  return {
    tests: scenarios.length + troubles,
    failures: of('failed'),
    errors: of('error') + troubles,
    skipped: of(...NOT_RUN),
    time: seconds(scenarios.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  }
}

/** So that nothing in a pack adds a line, and with it a fact, of its own. */
const oneLine = (value: string): string => value.replaceAll(/\s+/g, ' ')

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

/** Outcomes that JUnit has no word for: the case was not run to an end of its own. */
const NOT_RUN: readonly Outcome[] = ['skipped', 'omitted', 'review', 'untested', 'waived', 'attested']

function suite(scenarios: ScenarioResult[], timestamp: string, properties: Record<string, unknown>): string {
  const [{ feature, file } = { feature: '', file: '' }] = scenarios
  const attributes = { name: feature, file, ...tally(scenarios), timestamp: timestamp.replace(/\..*/, '') }
  return element('testsuite', attributes, [...propertyList(properties), ...scenarios.map(testCase)])
}

function testCase(scenario: ScenarioResult): string {
  const { id, name, feature, file, line, requirements, outcome, reason = '', durationMs, tags } = scenario
  const facts = [
    ...requirements.map((requirement) => `requirement: ${oneLine(requirement)}`),
    `scenario: ${oneLine(id)}`,
    `outcome: ${outcome}`,
    ...(tags.length === 0 ? [] : [`tags: ${oneLine(tags.join(' '))}`]),
    `place: ${oneLine(file)}:${line}`,
  ]
  return element('testcase', { name, classname: feature, time: seconds(durationMs) }, [...verdict(outcome, reason, scenario), element('system-out', {}, facts.join('\n'))])
}

function verdict(outcome: Outcome, reason: string, scenario: ScenarioResult): string[] {
  if (outcome === 'passed') return []
  if (NOT_RUN.includes(outcome)) return [element('skipped', { message: `${outcome}: ${reason}` })]
  return [element(outcome === 'failed' ? 'failure' : 'error', { message: reason, type: outcome }, details(scenario))]
}

/** What each check found, one below the other. */
function details({ checks, file, line }: ScenarioResult): string {
  const found = checks
    .filter((check) => check.outcome !== 'passed')
    .flatMap((check) => [
      check.name,
      ...check.findings.flatMap(({ what, expected, seen }) => [
        `  ${what}`,
        ...(expected === undefined ? [] : [`    expected: ${expected}`]),
        ...(seen === undefined ? [] : [`    seen:     ${seen}`]),
      ]),
    ])
  return [...found, `${file}:${line}`].join('\n')
}

function troubleSuite(troubles: string[], timestamp: string, properties: Record<string, unknown>): string {
  const name = 'The run itself'
  const cases = troubles.map((message) => element('testcase', { name: message.slice(0, 200), classname: name, time: '0.000' }, [element('error', { message, type: 'error' })]))
  return element('testsuite', { name, ...tally([], troubles.length), timestamp: timestamp.replace(/\..*/, '') }, [...propertyList(properties), ...cases])
}
