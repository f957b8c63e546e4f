import { compareResults } from '../pack/compare.ts'
import type { RequirementResult, Results } from '../pack/results.ts'
import type { Verification } from '../pack/verify.ts'
import type { Policy } from './policy.ts'
import type { RuleResult } from './rules.ts'

/** The pack of an earlier run, as it was opened. */
export interface Baseline {
  results: Results
  verification: Pick<Verification, 'status' | 'findings'>
}

interface Judged {
  results: Results
  /** Requirements of the policy's levels, waivers applied. */
  inScope: readonly RequirementResult[]
  levels: Policy['levels']
}

const TITLE = 'Requirements and scenarios that are worse than in the baseline'

/**
 * The rule that nothing got worse. It applies where the policy asks for it, and wherever a baseline is given. A baseline that is missing,
 * touched, incomplete or the run itself proves nothing: the rule is not met then, unless the policy only wants to see the number.
 */
export function regressionsRule(judged: Judged, bound: Policy['rules']['regressions'], baseline: Baseline | undefined): RuleResult[] {
  if (bound === undefined && baseline === undefined) return []
  const { max } = bound ?? { max: 0 }
  const rule = { name: 'regressions', title: TITLE, expected: max === undefined ? 'any number' : `at most ${max}` }
  const unusable = unusableFor(judged.results, baseline)
  if (baseline === undefined || unusable !== undefined) return [{ ...rule, ok: max === undefined, seen: unusable?.seen ?? '', because: unusable?.because ?? [] }]
  const because = regressions(judged, baseline.results)
  return [{ ...rule, ok: max === undefined || because.length <= max, seen: String(because.length), because }]
}

function unusableFor({ run }: Results, baseline: Baseline | undefined): Pick<RuleResult, 'seen' | 'because'> | undefined {
  if (baseline === undefined) return { seen: 'no baseline', because: ['Name the pack of an earlier run: --baseline PACK.'] }
  const { results, verification } = baseline
  if (verification.status !== 'valid') return { seen: verification.status === 'reckoned-otherwise' ? 'a baseline that another version of Assay added up' : `a baseline that is ${verification.status}`, because: verification.findings.map(({ place, what }) => `baseline: ${place} ${what}`) }
  if (!results.run.complete) return { seen: 'a baseline that is incomplete', because: results.run.incomplete.map((why) => `baseline: ${why}`) }
  return results.run.id === run.id ? { seen: 'the run itself as its baseline', because: [`Both are run ${run.id}: nothing can be worse than itself.`] } : undefined
}

/** Each regression once: a requirement is listed of its own only where no scenario of it that is listed explains it. */
function regressions({ results, inScope, levels }: Judged, before: Results): string[] {
  const changes = compareResults(before, results)
  const vanished = changes.requirements.filter(({ change, level }) => change === 'vanished' && levels.includes(level)).map(({ id }) => id)
  const counted = new Set([...inScope.filter(({ outcome }) => outcome !== 'waived').map(({ id }) => id), ...vanished])
  const scenarios = changes.scenarios.filter(({ regression, requirements }) => regression && requirements.some((id) => counted.has(id)))
  const explained = new Set(scenarios.flatMap(({ requirements }) => requirements))
  const requirements = changes.requirements.filter(({ regression, id }) => regression && counted.has(id) && !explained.has(id))
  return [
    ...requirements.map(({ change, id, title, before: was }) => (change === 'vanished' ? `${id}  ${title}: was ${was}, is no longer in the scope` : id)),
    ...scenarios.map(({ change, id, name, file, before: was }) => (change === 'vanished' ? `${name} (${file}): was ${was}, is no longer there` : id)),
  ]
}
