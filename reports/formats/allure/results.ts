import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../../../config/outcome.ts'
import type { Pack } from '../../pack/open.ts'
import type { ScenarioHistory, StepHistory } from '../../pack/replay.ts'
import type { RequirementResult } from '../../pack/results.ts'
import { sha256 } from '../../pack/sha256.ts'
import { visible } from '../../visible.ts'
import { sealNote } from '../format.ts'
import { exchangeText } from './exchange-text.ts'

/** A result of Allure, in the form that Allure 2 (allure-commandline) and Allure 3 both read. */
interface AllureItem {
  name: string
  status: 'passed' | 'failed' | 'broken' | 'skipped'
  stage: 'finished'
  start: number
  stop: number
  statusDetails?: { message: string; trace?: string }
  steps: AllureItem[]
  attachments: { name: string; type: string; source: string }[]
}

/** `broken` is Allure's word for what is not the product's fault. */
const STATUS: Record<Outcome, AllureItem['status']> = {
  passed: 'passed', attested: 'passed', failed: 'failed', error: 'broken', skipped: 'skipped', omitted: 'skipped', review: 'skipped', waived: 'skipped', untested: 'skipped',
}

const SEVERITY: Record<RequirementResult['level'], string> = { MUST: 'critical', SHOULD: 'normal', MAY: 'minor' }

/** Writes one result a scenario, and what is attached to it. Returns the number of files. */
export function writeResults(pack: Pack, folder: string): number {
  const requirements = new Map(pack.results.requirements.map((requirement) => [requirement.id, requirement]))
  const attached = new Set<string>()
  const attach: Attach = (name, type, extension, content) => {
    const source = `${sha256(content).slice(0, 32)}-attachment.${extension}`
    if (!attached.has(source)) writeFileSync(join(folder, source), content)
    attached.add(source)
    return { name: visible(name), type, source }
  }
  for (const scenario of pack.run.scenarios) {
    const uuid = uuidOf(`${pack.results.run.id} ${scenario.scenario}`)
    writeFileSync(join(folder, `${uuid}-result.json`), JSON.stringify(resultOf(scenario, uuid, requirements, pack, attach)))
  }
  writeFileSync(join(folder, 'environment.properties'), environmentOf(pack))
  return pack.run.scenarios.length + attached.size + 1
}

type Attach = (name: string, type: string, extension: string, content: string | Buffer) => AllureItem['attachments'][number]

function resultOf(scenario: ScenarioHistory, uuid: string, requirements: ReadonlyMap<string, RequirementResult>, pack: Pack, attach: Attach): object {
  const start = Date.parse(scenario.startedAt ?? pack.run.startedAt)
  const spokenFor = scenario.requirements.map((id) => requirements.get(id)).filter((requirement) => requirement !== undefined)
  let at = start
  const steps = scenario.steps.map((step) => {
    const item = stepOf(step, at, pack, attach)
    at = item.stop
    return item
  })
  const label = (name: string, value: string): { name: string; value: string } => ({ name, value: visible(value) })
  const folders = scenario.file.split('/').slice(0, -1)
  return {
    uuid,
    historyId: scenario.scenario,
    testCaseId: scenario.scenario,
    fullName: visible(`${scenario.file}: ${scenario.name}`),
    titlePath: [...folders, scenario.feature].map(visible),
    ...itemOf(scenario.name, scenario.outcome, start, scenario.durationMs, scenario.reason),
    steps,
    labels: [
      label('parentSuite', folders.at(-1) ?? 'features'),
      label('suite', scenario.feature),
      label('feature', scenario.feature),
      ...scenario.requirements.map((id) => label('requirement', id)),
      ...[...new Set(spokenFor.map(({ standard, standardTitle = '' }) => `${standard} ${standardTitle}`.trim()))].map((epic) => label('epic', epic)),
      label('severity', SEVERITY[spokenFor.map(({ level }) => level).sort(byWeight)[0] ?? 'MAY']),
      ...scenario.tags.filter((tag) => !tag.startsWith('@req:')).map((tag) => label('tag', tag.slice(1))),
      label('outcome', scenario.outcome),
      label('thread', scenario.worker ?? '0'),
      label('framework', 'assay'),
      label('seal', sealNote(pack)),
    ],
    links: spokenFor.flatMap(({ id, source }) => (source !== undefined && /^https?:\/\//.test(source.url) ? [{ name: `${id} ${source.name}`, url: source.url, type: 'tms' }] : [])),
  }
}

const byWeight = (a: RequirementResult['level'], b: RequirementResult['level']): number => ORDER.indexOf(a) - ORDER.indexOf(b)
const ORDER = ['MUST', 'SHOULD', 'MAY']

function stepOf({ facts, checks, exchanges, attachments, logs }: StepHistory, start: number, pack: Pack, attach: Attach): AllureItem {
  const name = facts === undefined ? 'The run ended during this step' : `${facts.keyword} ${facts.text}`
  const item = itemOf(name, facts?.outcome ?? 'error', start, facts?.durationMs ?? 0, facts?.message)
  item.steps = checks.map((check) => {
    const message = check.findings.map(({ what, expected, seen }) => [what, expected && `  expected: ${expected}`, seen && `  seen:     ${seen}`].filter(Boolean).join('\n'))
    return itemOf(check.name, check.outcome, start, 0, message.join('\n'))
  })
  item.attachments = [
    ...exchanges.map((exchange) => {
      const title = `${exchange.service} ${exchange.operation} ${exchange.response?.status ?? 'no answer'}`
      return attach(title, 'text/plain', 'txt', exchangeText(exchange, pack.text))
    }),
    ...logs.map((log) => attach('log', 'text/plain', 'txt', visible(log))),
    ...attachments.flatMap(({ name: title = 'attachment', mediaType, body }) => {
      const bytes = 'blob' in body ? pack.blob(body.blob) : Buffer.from(body.text)
      if (bytes === undefined) return []
      if (bytes.subarray(0, 8).equals(PNG)) return [attach(title, 'image/png', 'png', bytes)]
      return /^text\/|json|xml/.test(mediaType) ? [attach(title, 'text/plain', 'txt', visible(bytes.toString()))] : []
    }),
  ]
  return item
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

function itemOf(name: string, outcome: Outcome, start: number, durationMs: number, message?: string): AllureItem {
  return {
    name: visible(name),
    status: STATUS[outcome],
    stage: 'finished',
    start,
    stop: start + Math.round(durationMs),
    ...(message === undefined || message === '' ? {} : { statusDetails: { message: visible(message) } }),
    steps: [],
    attachments: [],
  }
}

function environmentOf(pack: Pack): string {
  const { candidate, run } = pack.results
  const facts = { Candidate: `${candidate.name} ${candidate.version}`, Profile: run.profile, Seed: run.seed, Run: run.id, Complete: run.complete, Seal: sealNote(pack) }
  return Object.entries(facts).map(([key, value]) => `${key}=${visible(String(value)).replaceAll(/[\r\n\\]/g, ' ')}\n`).join('')
}

/** A stable name in the form of a UUID. */
function uuidOf(text: string): string {
  const hex = sha256(text)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
