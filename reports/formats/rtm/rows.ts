import { expectedEvidence } from '../../../config/requirement.ts'
import type { Verification } from '../../../config/requirement.ts'
import type { Outcome } from '../../../config/outcome.ts'
import type { Decision } from '../../gate/decide.ts'
import { asDecided } from '../../gate/as-decided.ts'
import { evidenceOf } from '../../gate/explain.ts'
import type { Pack } from '../../pack/open.ts'
import { count } from '../../pack/results.ts'
import type { RequirementResult, ScenarioResult } from '../../pack/results.ts'
import { distrustOf, sealNote } from '../format.ts'
import { requirementFile } from '../html/links.ts'
import { inWords } from '../html/outcomes.ts'
import { MET } from '../html/report-model.ts'
import { humanise } from '../html/words.ts'

/** Columns of the matrix. The first five are what a framework gives out; from Response on, what a supplier fills in. */
export const COLUMNS = [
  { title: 'Requirement', width: 16 },
  { title: 'Title', width: 32 },
  { title: 'Statement', width: 60 },
  { title: 'Level', width: 9 },
  { title: 'Standard', width: 34 },
  { title: 'Response', width: 15 },
  { title: 'Evidence link', width: 34 },
  { title: 'Comment', width: 60 },
  { title: 'Scenarios', width: 24 },
  { title: 'Basis', width: 30 },
  { title: 'Source', width: 40 },
  { title: 'Outcome', width: 12 },
  { title: 'Evidence seal', width: 30 },
] as const

/** What a supplier answers to a requirement. Nothing but evidence makes it `Met`. */
const RESPONSES: Record<Outcome, string> = {
  passed: 'Met',
  attested: 'Met, attested',
  failed: 'Not met',
  waived: 'Not met, waived',
  error: 'Not shown',
  skipped: 'Not shown',
  untested: 'Not shown',
  review: 'For review',
  omitted: 'Not applicable',
}

const LISTED = 5

/** The matrix, a row a requirement in the order of the catalogue; cells as the pack has them, not yet fit for a spreadsheet. */
export function rowsOf(pack: Pack, decision: Decision | undefined): string[][] {
  const { results } = pack
  const scenarios = new Map(results.scenarios.map((scenario) => [scenario.id, scenario]))
  const waivers = new Map((decision?.waivers ?? []).filter(({ state }) => state === 'active').map((waiver) => [waiver.requirement, waiver]))
  const attestations = new Map((decision?.attestations ?? []).filter(({ state }) => state === 'counts').map((attestation) => [attestation.requirement, attestation]))
  const distrust = distrustOf(pack)
  return asDecided(results.requirements, decision).map((requirement) => {
    const { id, title, statement, level, standard, standardTitle = '', outcome, basis, note, source } = requirement
    const speaking = requirement.scenarios.map((scenario) => scenarios.get(scenario)).filter((scenario) => scenario !== undefined)
    const waiver = waivers.get(id)
    const attestation = attestations.get(id)
    const comment = [
      ...distrust,
      ...(waiver === undefined ? [] : [`Waived until ${waiver.expires} (${waiver.owner}): ${waiver.reason}.`]),
      ...(attestation === undefined ? [] : [`Attested on ${attestation.date} (${attestation.by}, ${attestation.role}): ${attestation.statement} Evidence: ${evidenceOf(attestation)}.`]),
      ...commentOn(requirement, speaking),
    ]
    return [
      id, title, statement, level, `${standard} ${standardTitle}`, distrust.length > 0 && MET.includes(outcome) ? 'Not shown' : RESPONSES[outcome],
      requirementFile(id), comment.join(' '), speaking.length === 0 ? 'none' : inWords(count(speaking)),
      [humanise(basis), ...(note === undefined ? [] : [note])].join('. '), source === undefined ? '' : `${source.name} ${source.url}`, outcome, sealNote(pack),
    ]
  })
}

function commentOn({ outcome, verification }: RequirementResult, scenarios: readonly ScenarioResult[]): string[] {
  const telling = scenarios.filter((scenario) => scenario.outcome !== 'passed')
  const listed = telling.slice(0, LISTED).map(({ name, file, line, reason, outcome: what }) => `${humanise(what)}: ${name} (${file}:${line})${reason === undefined ? '' : `, ${reason.replace(/\.$/, '')}`}.`)
  const rest = telling.length > LISTED ? [`And ${telling.length - LISTED} more.`] : []
  return [...listed, ...rest, ...waitingFor(outcome, verification)]
}

function waitingFor(outcome: Outcome, verification: string): string[] {
  if (outcome === 'untested') return ['No scenario of this run verifies it, though one could.']
  if (outcome !== 'review') return []
  return [`Waits for a person's judgement: ${expectedEvidence(verification as Verification) === 'document' ? 'a document' : 'an inspection'} is to show it.`]
}
