import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Pack } from '../pack/open.ts'
import type { RequirementResult, ScenarioResult } from '../pack/results.ts'
import { distrustOf, sealNote } from './format.ts'
import type { Format } from './format.ts'
import { plain } from './plain.ts'
import { stableUuid } from './stable-uuid.ts'
import { utcInstant } from './utc-instant.ts'

/** Code scanning of GitHub shows no more results of one run. */
const MOST_RESULTS = 5000

/** Rules of ours, beside the requirements. */
const HARNESS = { id: 'assay-error', title: 'The harness or the set-up broke', statement: 'It says nothing about the system under assurance: mend the set-up and run again.' }
const RUN = { id: 'assay-run', title: 'The run is not to be relied on', statement: 'The evidence was touched, has no seal, or the run did not come to its end.' }

/**
 * SARIF 2.1.0 (OASIS): a result for each scenario that failed or was in error, at its line in the feature file; the rules are
 * the requirements. What GitHub, GitLab and Azure show beside the code.
 */
export const format: Format = {
  name: 'sarif',
  summary: 'SARIF for code scanning: what failed, at its line in the feature file',
  render: async (pack, outDir) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'assay.sarif')
    writeFileSync(entry, `${JSON.stringify(log(pack), null, 1)}\n`)
    return { entry, files: 1 }
  },
}

/** Text of a message: braces would be placeholders and brackets links (SARIF 3.11.5, 3.11.6). */
const message = (text: string): { text: string } => ({ text: (plain(text) || 'none').replaceAll(/[{}]/g, '$&$&').replaceAll(/[\\[\]]/g, '\\$&') })

function log(pack: Pack): object {
  const { run, scenarios, requirements } = pack.results
  const troubles = [...distrustOf(pack), ...run.problems]
  const known = new Map(requirements.map((requirement) => [requirement.id, requirement]))
  const results = scenarios.filter(({ outcome }) => outcome === 'failed' || outcome === 'error').map((scenario) => resultOf(scenario, known))
  const place = placeOf(scenarios[0]?.file ?? 'features', 1)
  const all = [...troubles.map((trouble) => ({ ruleId: RUN.id, level: 'error', message: message(trouble), locations: [place] })), ...results]
  const used = new Set(all.map(({ ruleId }) => ruleId))
  const rules = [...requirements.map((requirement) => ruleOf(requirement, { level: requirement.level, standard: plain(requirement.standard), basis: requirement.basis })), ...[RUN, HARNESS].map((rule) => ruleOf(rule, {}))]
  const unique = [...new Map(rules.map((rule) => [rule.id, rule])).values()]
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Assay', rules: unique.filter(({ id }) => used.has(id)) } },
        automationDetails: { id: `assay/${encodeURIComponent(plain(run.profile))}/`, guid: stableUuid('sarif', run.id, run.startedAt) },
        invocations: [
          {
            executionSuccessful: troubles.length === 0,
            startTimeUtc: utcInstant(run.startedAt),
            endTimeUtc: utcInstant(run.finishedAt ?? run.startedAt),
            toolExecutionNotifications: [...troubles, ...(all.length > MOST_RESULTS ? [`${all.length} results; the first ${MOST_RESULTS} are listed.`] : [])].map((trouble) => ({ level: 'error', message: message(trouble) })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: all.slice(0, MOST_RESULTS),
        properties: { seal: sealNote(pack), scenarios: scenarios.length },
      },
    ],
  }
}

interface Rule {
  id: string
  shortDescription: { text: string }
  fullDescription: { text: string }
  properties: object
}

const ruleOf = ({ id, title, statement }: { id: string; title: string; statement: string }, properties: object): Rule => ({
  id: ruleId(id),
  shortDescription: message(title),
  fullDescription: message(statement),
  properties,
})

const ruleId = (id: string): string => plain(id, 200) || 'none'

function resultOf(scenario: ScenarioResult, known: ReadonlyMap<string, RequirementResult>): { ruleId: string } & Record<string, unknown> {
  const { id, name, file, line, outcome, reason, requirements } = scenario
  const spoken = requirements.map((requirement) => known.get(requirement)).filter((requirement) => requirement !== undefined)
  const found = scenario.checks.flatMap((check) => check.findings.map(({ what, expected, seen }) => `${check.name}: ${what}${expected === undefined ? '' : `; expected ${expected}`}${seen === undefined ? '' : `; seen ${seen}`}`))
  return {
    ruleId: outcome === 'error' ? HARNESS.id : ruleId(spoken[0]?.id ?? requirements[0] ?? ''),
    level: levelOf(outcome, spoken),
    message: message([`${name} (${requirements.join(', ')})`, ...(found.length === 0 ? [reason ?? outcome] : found)].join('. ')),
    locations: [placeOf(file, line)],
    partialFingerprints: { 'assayScenario/v1': id },
    properties: { outcome, requirements: requirements.map((requirement) => plain(requirement, 200)) },
  }
}

/** As binding as the most binding requirement. An error of the harness warns: it blames nobody. */
function levelOf(outcome: string, requirements: readonly RequirementResult[]): 'error' | 'warning' | 'note' {
  if (outcome === 'error') return 'warning'
  const levels = requirements.map(({ level }) => level)
  if (levels.includes('MUST') || levels.length === 0) return 'error'
  return levels.includes('SHOULD') ? 'warning' : 'note'
}

/** A place in the checked-out project. A path from the pack is made one that cannot lead out of it. */
function placeOf(file: string, line: number): object {
  const uri = plain(file, 500).split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..').map(encodeURIComponent).join('/') || 'features'
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: Math.max(1, Math.trunc(line)) } } }
}
