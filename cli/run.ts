import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ProblemsError } from '../config/problem.ts'
import { decide } from '../reports/gate/decide.ts'
import { describeEnvironment } from '../reports/pack/environment.ts'
import { recordCucumber } from '../reports/pack/from-cucumber.ts'
import { SIGNING_KEY_FILE, signingKey } from '../reports/pack/keys.ts'
import { FORMATS } from '../reports/formats/index.ts'
import type { Signer } from '../reports/pack/signer.ts'
import type { RunFacts } from '../reports/pack/run-facts.ts'
import { openPack } from '../reports/pack/open.ts'
import { sealPack } from '../reports/pack/seal.ts'
import { resumePack } from '../reports/pack/resumable.ts'
import { createPack, type PackWriter } from '../reports/pack/write.ts'
import type { Command } from './command.ts'
import { SIGNER_HELP } from './external-signer.ts'
import { harnessFacts } from './run/harness-facts.ts'
import { prepareKeys } from './run/keys.ts'
import { divisionText } from './run/division-text.ts'
import { DEFAULT_FORMATS } from './run/options.ts'
import { nextSeed, nextSeries } from './run/next-seed.ts'
import { newRunId, packFolder } from './run/pack-folder.ts'
import { openGuestPlaces } from './run/guest-places.ts'
import { openPlaces, type RunPlaces } from './run/places.ts'
import { preflight, type Prepared } from './run/preflight.ts'
import { createProgress, type Progress } from './run/progress.ts'
import { renderReports } from './run/render-reports.ts'
import { requirementFacts } from './run/requirement-facts.ts'
import { claimRun, differences } from './run/resume.ts'
import { loadSteps, runScenarios } from './run/scenarios.ts'
import { scratchFolder } from './run/scratch.ts'
import { summaryText } from './run/summary.ts'

const help = `assay run: assure a GP system and seal the evidence

Usage
  assay run [--candidate FILE] [--profile NAME] [options]

Without --candidate the embedded reference candidate is assured: a small GP system that comes with Assay, started for the run.
Everything that can be wrong with the set-up is looked at first and reported at once. Then the mocked national services start,
the scenarios run, what was seen is sealed into a pack, reports are rendered, and a policy decides.

What to assure
  --candidate FILE     candidate.yaml of your system (docs/candidate-contract.md)
  --profile NAME|FILE  which requirements and scenarios; tif-core by default, full is everything
  --tags EXPR          only scenarios that match: "@service:pds and not @ui"
  --requirement ID     only scenarios that verify this requirement (repeat for more)
  --shard I/N          only the I-th of N parts, for several machines
  --durations PACK     parts that take equally long, by this earlier run or a file of its durations (assay report --format durations)
  --defect NAME        switch a defect on in the embedded candidate (repeat for more): see a failing run

How
  --workers N          scenarios at a time; by default twice as many as there are processors, 8 at most, and 1 with --candidate
  --seed N             the same seed makes the same patients; 1 by default, and with --candidate one not used from here before
  --hub FILE           use a hub that others share (assay mocks --listen) instead of starting one; FILE says how to reach it
  --order ORDER        defined, random or random:SEED; by default mixed by the seed, and defined with one worker

What comes out
${SIGNER_HELP}
  --resume PACK        go on with a run that was interrupted or killed: only what did not finish, with the options of the pack
  --out DIR            folder for the pack; by default packs/<utc>-<id>, with packs/latest pointing at the newest
  --format LIST        reports to render, of ${Object.keys(FORMATS).join(', ')}; by default ${DEFAULT_FORMATS.join(',')}
  --policy NAME|FILE   what the gate asks: default, strict, or a file
  --baseline PACK      an earlier run: the gate asks that nothing is worse than in it
  --attestations FILE  what people vouch for or accept (docs/pack.md); the policy says what of it counts
  --json               one JSON document on stdout; progress stays on stderr

Examples
  assay run
  assay run --requirement TIF-PDS-01
  assay run --tags "@service:eps" --workers 1
  assay run --defect pds-update-ignores-version --requirement TIF-PDS-01
  assay run --shard 2/3 --durations durations.json
  assay run --resume packs/latest
  assay run --candidate candidate.yaml --policy release-policy.yaml

Exit codes
  0  the run meets the policy
  1  it does not
  2  the set-up is wrong, or the harness broke
  3  nothing was run, or the pack is incomplete
`

export const command: Command = {
  name: 'run',
  summary: 'assure a GP system and seal the evidence',
  help,
  run: async (args) => runOnce(await preflight(args)),
}

async function runOnce(prepared: Prepared): Promise<number> {
  const { options, plan, policy, external, resume } = prepared
  const began = performance.now()
  const runId = resume?.pack.run.started.runId ?? newRunId(new Date())
  claimRun(runId)
  const progress = createProgress(process.stderr, plan.paths.length)
  progress.phase(`Preflight    ${plan.paths.length} scenarios ${resume ? `left of run ${runId}` : `selected by profile ${options.profile}`}; set-up in order`)
  if (plan.division && options.shard) progress.phase(divisionText(plan.division, options.shard))

  const workers = Math.max(Math.min(options.workers, plan.paths.length), 1)
  const seed = options.seed ?? (external ? nextSeed(external.config.baseUrl) : 1)
  const order = options.order ?? (workers > 1 ? `random:${seed}` : 'defined')
  // Now, since a key that cannot seal is better known before the run than after it.
  const key = prepared.signer ?? signingKey()
  const keys = await prepareKeys()
  const scratch = scratchFolder(runId)
  const steps = loadSteps()
  // Loaded while the candidate starts; what goes wrong with it is told where it is waited for.
  steps.catch(() => undefined)
  const series = nextSeries(seed, { first: external === undefined || (seed === 1 && resume === undefined && options.shard === undefined) })
  const placing = { workers, seed, series, keys, folder: scratch.path, defects: options.defects, external }
  const places = await (prepared.hub ? openGuestPlaces({ ...placing, runId }, prepared.hub) : openPlaces(placing))
  progress.phase(`Hub          national services at ${places.at}, ${places.list.length} ${places.list.length === 1 ? 'environment' : 'environments'}`)
  const candidate = places.list[0]!.candidate
  progress.phase(`Candidate    ${candidate.name} ${candidate.version} at ${places.list.map((place) => place.candidate.baseUrl).join(', ')}`)

  const pack = await openRunPack(prepared, runId, places, { workers, seed, order }).catch(async (error: unknown) => {
    await places.stop()
    scratch.remove()
    throw error
  })
  const folder = pack.dir

  await runInto(pack, prepared, places, { workers, seed, order, steps, key }, progress, scratch.remove)

  if ('created' in key && key.created) progress.phase(`Signing key  made in ${SIGNING_KEY_FILE}; keep it, and give reviewers its public half (public-key.pem in the pack)`)
  try {
    sealPack(folder, key)
  } catch (error) {
    progress.phase(`Not sealed   ${folder} holds the run; assay run --resume ${folder} seals it`)
    throw error
  }
  // Read back from the disk, as anybody else will.
  const sealed = openPack(folder)
  const { results } = sealed
  const decision = decide(results, policy, { now: new Date(), verification: sealed.verification, baseline: prepared.baseline, attestations: prepared.attestations, run: sealed.run })
  progress.phase('Reports      rendering')
  const rendered = await renderReports(sealed, { formats: options.formats, decision })
  const report = rendered.find(({ format }) => format === 'html')?.entry
  const seconds = (performance.now() - began) / 1000
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ pack: folder, report, seconds, decision, totals: results.totals, scenarios: results.scenarios.map(({ checks: _checks, ...scenario }) => scenario) }, null, 2)}\n`)
  } else {
    process.stdout.write(`${summaryText(results, decision, { pack: folder, report: report && pathToFileURL(resolve(report)).href, seconds })}\n`)
  }
  return decision.exitCode
}

/**
 * A new pack for a new run; for one that is gone on with, its own.
 *
 * @throws ProblemsError when the candidate is not the one with which the run began
 */
async function openRunPack({ options, plan, traceability, resume, external }: Prepared, runId: string, places: RunPlaces, { workers, seed, order }: { workers: number; seed: number; order: string }): Promise<PackWriter> {
  const candidate = places.list[0]!.candidate
  const facts = { name: candidate.name, version: candidate.version, drivers: [...new Set(Object.values(candidate.drivers))].filter((name) => name !== undefined), capabilities: candidate.capabilities }
  const head = { seed, profile: options.profile, catalogue: traceability.catalogue.digest, candidate: facts }
  const environment = { ...head, configuration: candidate, more: { ...runFacts({ options, plan, external }, workers, order), ...(places.sharedHub && { sharedHub: places.sharedHub }) } }
  const requirements = requirementFacts(traceability)
  if (resume) {
    const problems = differences(resume, environment)
    if (problems.length > 0) throw new ProblemsError(problems)
    const pack = resumePack(resume, plan.paths.length)
    for (const requirement of requirements.slice(resume.pack.run.requirements.length)) pack.append({ type: 'requirement', requirement })
    return pack
  }
  const pack = createPack(packFolder(runId, options.out), { runId, ...head, environment: describeEnvironment(environment) })
  for (const requirement of requirements) pack.append({ type: 'requirement', requirement })
  return pack
}

/** Runs the scenarios into the pack; whatever happens, everything that was started is stopped and the pack is closed. */
async function runInto(pack: PackWriter, { plan }: Prepared, places: RunPlaces, { workers, seed, order, steps, key }: { workers: number; seed: number; order: string; steps: ReturnType<typeof loadSteps>; key: Signer }, progress: Progress, cleanUp: () => void): Promise<void> {
  const recorder = recordCucumber(pack)
  let ended: RunEnd | undefined
  /** Nothing enters the pack after its end, though workers may still be talking. */
  const end = (how: RunEnd) => {
    if (ended) return
    ended = how
    pack.append({ type: 'run-finished', ...how })
    pack.close()
    progress.end()
  }
  let told = 0
  const tellBreakdowns = () => {
    for (const message of places.troubles().slice(told)) {
      pack.append({ type: 'problem', message })
      told += 1
    }
  }
  const onSignal = (signal: NodeJS.Signals) => {
    end({ ended: 'interrupted', reason: `${signal} received` })
    const unsealed = sealOrSay(pack.dir, key)
    progress.phase(`Interrupted  ${pack.dir} holds what was seen so far, and ${unsealed === undefined ? 'says that it is incomplete' : `has no seal (${unsealed})`}; assay run --resume ${pack.dir} goes on`)
    void places.stop().finally(() => {
      cleanUp()
      process.exit(3)
    })
  }
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  try {
    if (plan.paths.length > 0) await runScenarios({
      setup: { ...(places.control && { hub: places.control }), places: places.list, shared: workers > places.list.length, seed, ordinals: plan.ordinals },
      paths: plan.paths,
      workers,
      order,
      support: await steps,
      onMessage: (envelope) => {
        if (ended) return
        recorder.onMessage(envelope)
        if (!envelope.testCaseFinished) return
        // As they come: a run that is killed must not forget them.
        tellBreakdowns()
        progress.update(recorder)
      },
    })
    await places.look()
    if (!ended) tellBreakdowns()
    end({ ended: 'completed' })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    end({ ended: 'crashed', reason })
    progress.phase(`Broke off    Assay itself, not the candidate: ${reason.split('\n', 1)[0]} (ASSAY_DEBUG=1 says more)`)
    if (process.env['ASSAY_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    await places.stop()
    cleanUp()
  }
}

/** Seals what there is of a run that ends now, whether or not the signer can. Returns what is wrong with it. */
function sealOrSay(dir: string, key: Signer): string | undefined {
  try {
    sealPack(dir, key)
    return undefined
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    return error.problems.map(({ what, seen }) => `${what} ${seen ?? ''}`).join(' ')
  }
}

type RunEnd = { ended: 'completed' | 'interrupted' | 'crashed'; reason?: string }

function runFacts({ options: { tags, requirements, shard, defects }, plan: { division }, external }: Pick<Prepared, 'options' | 'plan' | 'external'>, workers: number, order: string): RunFacts {
  return {
    workers,
    order,
    embedded: external === undefined,
    ...(defects.length > 0 && { defects }),
    selection: { ...(tags !== undefined && { tags }), ...(requirements.length > 0 && { requirements }), ...(shard && { shard: `${shard.index}/${shard.of}` }), ...(division && { durations: division.digest }) },
    ...harnessFacts(),
  }
}
