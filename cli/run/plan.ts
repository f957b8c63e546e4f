import { loadSources } from '@cucumber/cucumber/api'
import { parse } from '@cucumber/tag-expressions'
import { ProblemsError, type Problem } from '../../config/problem.ts'
import type { Traceability } from '../../config/traceability.ts'
import { digestOfDurations, type Durations } from '../../reports/pack/durations.ts'
import { ROOT } from '../paths.ts'
import { divide } from './divide.ts'
import type { RunOptions } from './options.ts'
import { scenarioIds } from './scenario-ids.ts'

/** What will be run. */
export interface Plan {
  /** Scenarios (each row of an outline is one) as `features/x.feature:12`, in the order of the files. */
  paths: string[]
  /** Ordinal of every scenario there is, run or not: its share of the synthetic patients. */
  ordinals: Record<string, number>
  /** How a run in shards was divided by durations. */
  division?: Division
}

/** What is known of shards that were divided by the durations of an earlier run. */
export interface Division {
  /** SHA-256 of the durations: shards that are to be merged have to agree in it. */
  digest: string
  /** Scenarios of the whole selection, and how many of them the durations do not know. */
  scenarios: number
  unknown: number
  /** What this shard and the longest one are expected to take, in milliseconds of scenarios one after the other. */
  expectedMs: number
  longestMs: number
}

/** Where the features are, below the root. */
const FEATURES = ['features/**/*.feature']

/** What is wrong with a selection; requirement ids can only be looked up where there is a catalogue. */
export function selectionProblems({ tags, requirements }: Pick<RunOptions, 'tags' | 'requirements'>, catalogue: Traceability['catalogue'] | undefined): Problem[] {
  const problems = requirements
    .filter((id) => catalogue && !catalogue.byId.has(id))
    .map((id): Problem => ({
      code: 'ASSAY_OPTION_INVALID',
      what: `Failed to select requirement ${id}: the catalogue has no such row`,
      place: 'option --requirement',
      seen: id,
      remedy: 'Look the id up with "assay catalogue list --text WORDS".',
    }))
  try {
    if (tags !== undefined) parse(tags)
  } catch (error) {
    problems.push({
      code: 'ASSAY_OPTION_INVALID',
      what: 'Failed to understand the tag expression',
      place: 'option --tags',
      seen: `${tags} (${firstLine(error)})`,
      expected: 'a cucumber tag expression, as "@service:pds and not @ui"',
      remedy: 'Correct the expression.',
    })
  }
  return problems
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!

/**
 * Selects the scenarios: those of the profile, narrowed by --tags and --requirement, and one shard of them.
 *
 * @param durations what shards are divided by; without them, by number
 */
export async function planRun({ profile }: Traceability, options: Pick<RunOptions, 'tags' | 'requirements' | 'shard'>, durations?: Durations): Promise<Plan> {
  const all = await scenariosOf('')
  const selected = await scenariosOf(conjunction([profile?.tags, options.tags, options.requirements.map((id) => `@req:${id}`).join(' or ')]))
  const { paths, division } = shardOf(selected, options.shard, durations)
  if (paths.length === 0) {
    throw new ProblemsError([
      {
        code: 'ASSAY_RUN_NOTHING_SELECTED',
        what: 'Failed to select any scenario: nothing would be run, and nothing proven',
        place: 'options --profile, --tags, --requirement, --shard',
        seen: `0 of ${all.length} scenarios`,
        expected: 'at least one',
        remedy: 'Widen the selection; "assay catalogue coverage" shows which requirements have scenarios.',
      },
    ])
  }
  return { paths, ordinals: Object.fromEntries(all.map((path, ordinal) => [path, ordinal])), ...(division && { division }) }
}

/** A function of its arguments alone, so that machines that know nothing of each other divide a run alike. */
function shardOf(selected: string[], shard: RunOptions['shard'], durations: Durations | undefined): Pick<Plan, 'paths' | 'division'> {
  if (!shard) return { paths: selected }
  if (!durations) return { paths: selected.filter((_, at) => at % shard.of === shard.index - 1) }
  const ids = scenarioIds(selected)
  const durationOf = (path: string): number | undefined => durations.get(ids.get(path) ?? '')
  const shares = divide(selected, shard.of, durationOf)
  const { items: paths, expected: expectedMs } = shares[shard.index - 1]!
  const unknown = selected.filter((path) => durationOf(path) === undefined).length
  return { paths, division: { digest: digestOfDurations(durations), scenarios: selected.length, unknown, expectedMs, longestMs: Math.max(...shares.map(({ expected }) => expected)) } }
}

function conjunction(parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part)
    .map((part) => `(${part})`)
    .join(' and ')
}

async function scenariosOf(tagExpression: string): Promise<string[]> {
  const { plan, errors } = await loadSources({ defaultDialect: 'en', paths: FEATURES, names: [], tagExpression, order: 'defined' }, { cwd: ROOT })
  if (errors.length > 0) {
    throw new ProblemsError(
      errors.map((error) => ({ code: 'ASSAY_FEATURE_SYNTAX', what: `Failed to read a feature: ${error.message}`, place: `${error.uri}:${error.location.line}`, remedy: 'Mend the feature file.' })),
    )
  }
  return plan.map(({ uri, location }) => `${uri}:${location.line}`)
}
