import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../config/outcome.ts'
import type { Decision } from '../gate/decide.ts'
import { namesOf } from '../gate/explain.ts'
import { asDecided } from '../gate/as-decided.ts'
import { wordsOf } from '../gate/words.ts'
import type { Word } from '../gate/words.ts'
import type { Pack } from '../pack/open.ts'
import { count } from '../pack/results.ts'
import type { ScenarioResult } from '../pack/results.ts'
import { visible } from '../visible.ts'
import { escapeMarkdown } from './escape-markdown.ts'
import { sealNote } from './format.ts'
import { hubNotes } from './hub-notes.ts'
import type { Format } from './format.ts'
import { inWords } from './html/outcomes.ts'
import { plural } from './html/words.ts'

/** A CI system cuts a summary off at about a megabyte; what failed comes first, and lists end early. */
const LISTED = 50
const LONGEST = 400

/** Markdown for the summary page of a CI job: the decision, then what failed, then the rest. */
export const format: Format = {
  name: 'markdown',
  summary: 'summary for a CI job page, the failures first',
  render: async (pack, outDir, { decision }) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'summary.md')
    const parts = [heading(pack, decision), troubles(pack), failures(pack), ruleTable(decision, pack), notRun(pack), standards(pack, decision), words(decision, 'attestation', 'Attestations'), words(decision, 'waiver', 'Waivers'), footer(pack)]
    writeFileSync(entry, `${parts.flat().join('\n')}\n`)
    return { entry, files: 1 }
  },
}

/** Text from a pack inside Markdown: one line, no markup, no HTML, no mentions, no links. */
function text(value: string): string {
  const line = visible(value).replaceAll(/\s+/g, ' ').trim()
  const short = line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`
  return escapeMarkdown(short).replaceAll(/@|:(?=\/\/)|\bwww(?=\.)/gi, '$&&#8203;')
}

function heading(pack: Pack, decision: Decision | undefined): string[] {
  const { results } = pack
  const { candidate, run } = results
  const sign = decision === undefined ? '' : decision.decision === 'meets' ? '✅ ' : decision.decision === 'does-not-meet' ? '❌ ' : '⚠️ '
  const must = count(results.requirements.filter(({ level }) => level === 'MUST'))
  return [
    `# ${sign}${text(`${candidate.name} ${candidate.version}`)}`,
    '',
    ...(decision === undefined ? [] : [`**${decision.headline}** Policy ${text(decision.policy.name)}: ${text(decision.policy.title)}.`, '']),
    `Profile ${text(run.profile)}: ${plural(results.scenarios.length, 'scenario')} (${inWords(results.totals.scenarios)}); MUST requirements: ${inWords(must)}.`,
    '',
    ...hubNotes(pack).flatMap((note) => [text(note), '']),
  ]
}

function troubles({ verification: { status, findings }, results: { run } }: Pack): string[] {
  const lines = [
    ...(status === 'valid' ? [] : findings.slice(0, 5).map(({ place, what }) => `${place} ${what}`)),
    ...run.incomplete,
    ...run.problems,
  ]
  if (lines.length === 0) return []
  return ['## Do not rely on this run', '', ...(status === 'valid' ? [] : [`The pack is **${status}**.`, '']), ...lines.slice(0, LISTED).map((line) => `- ${text(line)}`), '']
}

function failures({ results: { scenarios } }: Pack): string[] {
  const of = (outcome: Outcome): ScenarioResult[] => scenarios.filter((scenario) => scenario.outcome === outcome)
  return [...section('Failed', of('failed'), findingsOf), ...section('Errors of the harness or the set-up', of('error'), reasonOf)]
}

const notRun = ({ results: { scenarios } }: Pack): string[] =>
  section('Not run', scenarios.filter(({ outcome }) => outcome === 'skipped' || outcome === 'omitted'), reasonOf)

function section(title: string, scenarios: ScenarioResult[], explain: (scenario: ScenarioResult) => string[]): string[] {
  if (scenarios.length === 0) return []
  return [
    `## ${title} (${scenarios.length})`,
    '',
    ...scenarios.slice(0, LISTED).flatMap((scenario) => [
      `- **${text(scenario.name)}** (${scenario.requirements.map(text).join(', ')}) ${text(`${scenario.file}:${scenario.line}`)}`,
      ...explain(scenario),
    ]),
    ...(scenarios.length > LISTED ? [`- and ${scenarios.length - LISTED} more`] : []),
    '',
  ]
}

const reasonOf = ({ reason }: ScenarioResult): string[] => (reason === undefined ? [] : [`  - ${text(reason)}`])

function findingsOf(scenario: ScenarioResult): string[] {
  const findings = scenario.checks.flatMap((check) => check.findings.map((finding) => ({ check: check.name, ...finding })))
  if (findings.length === 0) return reasonOf(scenario)
  return findings.slice(0, 5).map(({ check, what, expected, seen }) => {
    const sides = [expected === undefined ? undefined : `expected ${text(expected)}`, seen === undefined ? undefined : `seen ${text(seen)}`]
    const told = sides.filter((side) => side !== undefined).join(', ')
    return `  - ${text(check)}: ${text(what)}${told === '' ? '' : ` (${told})`}`
  })
}

function ruleTable(decision: Decision | undefined, { results }: Pack): string[] {
  if (decision === undefined) return []
  const nameOf = namesOf(results)
  return [
    '## What the policy asks',
    '',
    '| Rule | Seen | Allowed | |',
    '|---|---|---|---|',
    ...decision.rules.map(({ title, seen, expected, ok }) => `| ${text(title)} | ${text(seen)} | ${text(expected)} | ${ok ? (expected === 'any number' ? 'shown only' : 'met') : '**not met**'} |`),
    '',
    ...decision.rules.filter(({ ok }) => !ok).flatMap(({ title, because }) => because.slice(0, 10).map((item) => `- ${text(title)}: ${text(nameOf(item))}`)),
    '',
  ]
}

function standards({ results }: Pack, decision: Decision | undefined): string[] {
  const requirements = asDecided(results.requirements, decision)
  const groups = [...Map.groupBy(requirements, ({ standard }) => standard)]
  return [
    '## By standard',
    '',
    '| Standard | Requirements | |',
    '|---|---:|---|',
    ...groups.map(([id, rows]) => `| ${text(`${id} ${rows[0]?.standardTitle ?? ''}`)} | ${rows.length} | ${inWords(count(rows))} |`),
    '',
  ]
}

/** What people vouch for or accept: what becomes of it, who said it, in which role and when. */
function words(decision: Decision | undefined, kind: Word['kind'], title: string): string[] {
  const all = decision === undefined ? [] : wordsOf(decision).filter((word) => word.kind === kind)
  if (all.length === 0) return []
  return [
    `## ${title}`,
    '',
    ...all.map(({ requirement, why, text: said, risk, evidence, by, role, date, expires }) => {
      const giver = [by, role, date].filter((part) => part !== undefined).map(text).join(', ')
      return `- ${text(requirement)} ${text(why)}. ${text(said)}${risk === undefined ? '' : ` Risk accepted: ${text(risk)}`} (${giver}, until ${text(expires)}${evidence === undefined ? '' : `; ${text(evidence)}`})`
    }),
    '',
  ]
}

const footer = (pack: Pack): string[] => ['---', '', `Run \`${pack.results.run.id.replaceAll(/[^\w.:-]/g, '')}\`, seed ${pack.results.run.seed}. Seal: ${sealNote(pack)}.`]
