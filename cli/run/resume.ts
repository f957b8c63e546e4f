import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ExternalCandidate } from '../../config/candidate.ts'
import { ProblemsError, type Problem } from '../../config/problem.ts'
import type { Traceability } from '../../config/traceability.ts'
import { describeEnvironment, type EnvironmentFacts } from '../../reports/pack/environment.ts'
import { redactData } from '../../reports/pack/redact.ts'
import type { Resumable } from '../../reports/pack/resumable.ts'
import { sameness } from '../../reports/pack/run-facts.ts'
import { sharedHubOf } from '../../reports/pack/shared-hub.ts'
import { ordinalUnder } from '../../steps/support/make.ts'
import { WORK_FOLDER } from '../paths.ts'
import { harnessFacts } from './harness-facts.ts'
import { nextSeed } from './next-seed.ts'
import { parseRunOptions, type RunOptions } from './options.ts'
import type { Plan } from './plan.ts'
import { requirementFacts } from './requirement-facts.ts'

/** The options of a run that is gone on with are those of its pack. Given ones have to say the same. */
export function optionsOf({ dir, facts, pack: { environment, run: { started } } }: Resumable, asked: RunOptions, given: ReadonlySet<string>): { options: RunOptions; problems: Problem[] } {
  const { tags, requirements = [], shard } = facts.selection
  const args = [
    `--profile=${started.profile}`,
    `--seed=${started.seed}`,
    `--order=${facts.order}`,
    `--workers=${facts.workers}`,
    ...(tags === undefined ? [] : [`--tags=${tags}`]),
    ...(shard === undefined ? [] : [`--shard=${shard}`]),
    ...requirements.map((id) => `--requirement=${id}`),
    ...(facts.defects ?? []).map((name) => `--defect=${name}`),
  ]
  const { options: kept } = parseRunOptions(args, 1)
  const { profile, seed, order, workers, requirements: ids, defects } = kept
  const options = { ...asked, profile, workers, requirements: ids, defects, ...(seed !== undefined && { seed }), ...(order !== undefined && { order }), ...(kept.tags !== undefined && { tags: kept.tags }), ...(kept.shard && { shard: kept.shard }) }
  const names = { profile: 'profile', seed: 'seed', order: 'order', workers: 'workers', tags: 'tags', shard: 'shard', requirement: 'requirements', defect: 'defects' } as const
  const unlike = Object.entries(names).filter(([option, name]) => given.has(option) && JSON.stringify(asked[name]) !== JSON.stringify(kept[name]))
  const problems = unlike.map(([option, name]) => different(dir, `option --${option}`, JSON.stringify(asked[name]), JSON.stringify(kept[name]) ?? 'none', 'Leave the option out: it comes from the pack.'))
  if (facts.embedded && asked.candidate !== undefined) problems.push(different(dir, 'the candidate', asked.candidate, 'the embedded reference candidate', 'Leave --candidate out.'))
  if (!facts.embedded && asked.candidate === undefined) problems.push(different(dir, 'the candidate', 'the embedded reference candidate', `${started.candidate.name} ${started.candidate.version}`, 'Name its candidate file with --candidate: the pack does not know where it is.'))
  const hub = sharedHubOf(environment)
  if (hub === undefined && asked.hub !== undefined) problems.push(different(dir, 'the hub', asked.hub, 'one of its own', 'Leave --hub out.'))
  if (hub !== undefined && asked.hub === undefined) problems.push(different(dir, 'the hub', 'one of its own', `the shared hub of the authority ${hub.authority}`, 'Name its access file with --hub: the pack does not know how to reach it.'))
  const { durations } = facts.selection
  if (durations !== undefined && asked.durations === undefined) problems.push(different(dir, 'what the shards were divided by', 'no durations', `the durations with the SHA-256 ${durations}`, 'Name them with --durations: the pack knows only their digest.'))
  return { options, problems }
}

function different(dir: string, what: string, seen: string, expected: string, remedy = 'Restore what the run began with, or run anew.'): Problem {
  const short = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text)
  return { code: 'ASSAY_RESUME_DIFFERENT', what: `Failed to resume the run: ${what} is not what it began with`, place: `option --resume ${dir}`, seen: short(seen), expected: short(expected), remedy }
}

/** What can be known to differ before the candidate is started: harness, features, catalogue, scope, selection. */
export function resumeProblems(resume: Resumable, traceability: Traceability, plan: Plan): Problem[] {
  const { dir, pack, facts } = resume
  const { candidate, configuration } = pack.environment as Pick<EnvironmentFacts, 'candidate' | 'configuration'>
  const { seed, profile } = pack.run.started
  const sharedHub = sharedHubOf(pack.environment)
  const now = { seed, profile, catalogue: traceability.catalogue.digest, candidate, configuration, more: { ...facts, ...harnessFacts(), ...(sharedHub && { sharedHub }) } }
  const scope = JSON.stringify(requirementFacts(traceability).slice(0, pack.run.requirements.length))
  const planned = new Set(plan.paths)
  const gone = pack.run.scenarios.map(({ file, line }) => `${file}:${line}`).filter((path) => !planned.has(path))
  return [
    ...differences(resume, now),
    ...(plan.division?.digest === facts.selection.durations ? [] : [different(dir, 'what the shards were divided by', plan.division?.digest ?? 'no durations', facts.selection.durations ?? 'no durations', 'Name the durations of the run with --durations, or none if it had none.')]),
    ...(scope === JSON.stringify(pack.run.requirements) ? [] : [different(dir, 'the scope', 'other requirements', `${pack.run.requirements.length} requirements of profile ${profile}`)]),
    ...(gone.length === 0 ? [] : [different(dir, 'the selection', `${gone.length} scenarios are no longer selected, among them ${gone[0]}`, `${pack.run.scenarios.length} scenarios`)]),
  ]
}

/** In what an environment is unlike the one in which the run began. The machine may be another. */
export function differences({ dir, pack }: Resumable, facts: EnvironmentFacts): Problem[] {
  const environment: unknown = JSON.parse(JSON.stringify(redactData(describeEnvironment(facts))))
  const now = new Map([...sameness(environment), hubOf(environment)])
  return [...sameness(pack.environment), hubOf(pack.environment)].flatMap(([name, expected]) => {
    const seen = now.get(name) ?? 'none'
    return seen === expected ? [] : [different(dir, name, seen, expected)]
  })
}

/** Shards of one run may each have a hub of their own; one pack tells of one. */
const hubOf = (environment: unknown): [name: string, value: string] => ['the hub', sharedHubOf(environment)?.authority ?? 'one of its own']

/**
 * What is left to run. A real candidate still has the patients of the scenarios that were cut off: these get others, from a seed
 * that nothing else uses, so that nobody is registered twice.
 */
export function remaining({ paths, ordinals, ...rest }: Plan, { pack: { run }, finished, cut }: Resumable, external: ExternalCandidate | undefined): Plan {
  const pathsOf = (ids: ReadonlySet<string>) => new Set(run.scenarios.filter(({ scenario }) => ids.has(scenario)).map(({ file, line }) => `${file}:${line}`))
  const done = pathsOf(finished)
  const left = paths.filter((path) => !done.has(path))
  if (external === undefined || cut.size === 0) return { paths: left, ordinals, ...rest }
  const { seed } = run.started
  const fresh = Math.max(nextSeed(external.config.baseUrl), seed + 1)
  const moved = [...pathsOf(cut)].map((path) => [path, ordinalUnder(ordinals[path] ?? 0, seed, fresh)] as const)
  return { paths: left, ordinals: { ...ordinals, ...Object.fromEntries(moved) }, ...rest }
}

/**
 * Notes which process writes the pack of a run, so that no second one goes on with it meanwhile.
 *
 * @throws ProblemsError when one already does, on this machine and from this folder
 */
export function claimRun(runId: string): void {
  const folder = resolve(WORK_FOLDER, 'runs', runId)
  const file = join(folder, 'pid')
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) {
    throw new ProblemsError([
      { code: 'ASSAY_RESUME_RUNNING', what: 'Failed to resume the run: it has not ended', place: file, seen: `process ${holder}`, expected: 'no process that writes the pack', remedy: 'Wait for it, or end it. If that process is something else, remove the file.' },
    ])
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, String(process.pid))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // There is one, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
