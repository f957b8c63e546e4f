import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { recordCucumber } from '../../reports/pack/from-cucumber.ts'
import { WORK_FOLDER } from '../paths.ts'
import { prepareKeys } from '../run/keys.ts'
import { takeTurns } from '../run/launch-reference.ts'
import { openPlaces, type Places } from '../run/places.ts'
import { loadSteps, runScenarios } from '../run/scenarios.ts'
import type { Job, JobResult } from './job.ts'

/**
 * A process that runs jobs of the self-test, one after another: each with a hub, an environment and a candidate of its own,
 * all with the step definitions loaded once.
 */
const turns = takeTurns()
let steps: ReturnType<typeof loadSteps> | undefined

process.on('message', (job: Job) => {
  void runJob(job).then(
    (result) => process.send!(result),
    (error: unknown) => process.send!({ id: job.id, outcomes: {}, broken: error instanceof Error ? error.message : String(error) } satisfies JobResult),
  )
})

/** Evidence is not kept: only how the scenarios end matters here. */
const NOWHERE = { append: () => undefined, blob: () => '', body: () => ({ text: '' }) }

async function runJob(job: Job): Promise<JobResult> {
  const folder = resolve(join(WORK_FOLDER, 'selftest', `${process.pid}-${job.id}`))
  const places = await openPlaces({ workers: 1, seed: 1, keys: await prepareKeys(), folder, defects: job.defect ? [job.defect] : [], launch: turns.launch })
  const outcomes: JobResult['outcomes'] = {}
  const isCaught = () => Object.values(outcomes).some(({ outcome }) => outcome === 'failed')
  try {
    for (const paths of [job.paths, ...(job.untilCaught ?? [])]) {
      if (paths !== job.paths && isCaught()) break
      if (paths.length > 0) Object.assign(outcomes, await runGroup(paths, job, places))
    }
    // Its end may be the doing of an earlier job: that proves nothing about this one.
    if (turns.diedOfOld) return { id: job.id, outcomes, broken: 'the process of the candidate ended' }
    const breakdown = places.hub.breakdowns[0]
    return { id: job.id, outcomes, ...(breakdown && { broken: `a mocked service broke at ${breakdown.url}: ${String(breakdown.error)}` }) }
  } finally {
    await places.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function runGroup(paths: string[], job: Job, places: Places): Promise<JobResult['outcomes']> {
  const recorder = recordCucumber(NOWHERE)
  await runScenarios({
    setup: { hub: { url: places.hub.urls.http, controlKey: places.hub.controlKey }, places: places.list, shared: false, seed: 1, ordinals: job.ordinals },
    paths,
    workers: 1,
    support: await (steps ??= loadSteps()),
    onMessage: recorder.onMessage,
  })
  return Object.fromEntries(
    // A defect that only spoils the scene of a scenario proves nothing about its checks: these were not tried.
    recorder.outcomes.map(({ facts, outcome, acted, reason }) => [`${facts.file}:${facts.line}`, { outcome: outcome === 'failed' && !acted ? 'untested' : outcome, name: facts.name, requirements: facts.requirements, ...(reason && { reason }) }]),
  )
}
