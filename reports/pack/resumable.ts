import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import type { Problem } from '../../config/problem.ts'
import { digestOf } from './digest-of.ts'
import { PUBLIC_KEY_FILE, SEAL_FILE, listFiles } from './list-files.ts'
import { keepSeal, readSealFiles } from './keep-seal.ts'
import { openPack } from './open.ts'
import type { Pack } from './open.ts'
import { BrokenLog, readEvents } from './read-events.ts'
import { runFactsOf } from './run-facts.ts'
import type { RunFacts } from './run-facts.ts'
import { continuePack } from './write.ts'
import type { PackWriter } from './write.ts'

/** A run that did not come to its end, and what it takes to go on with it. */
export interface Resumable {
  dir: string
  pack: Pack
  facts: RunFacts
  /** Ids of the scenarios that finished: they are not run again. */
  finished: ReadonlySet<string>
  /** Ids of those that had begun, and did not finish. */
  cut: ReadonlySet<string>
}

/**
 * Reads a pack whose run is to be gone on with. It may have been killed at any moment: its last line may be half a line.
 *
 * @throws ProblemsError when it is no pack, came to its end, was touched, or has lost something
 */
export function readResumable(dir: string): Resumable {
  const pack = openPack(dir)
  const refuse = (seen: string, remedy: string): Problem => ({
    code: 'ASSAY_RESUME_IMPOSSIBLE', what: 'Failed to resume the run', place: `option --resume ${dir}`, seen, expected: 'a pack, as it was left, of a run that did not come to its end', remedy,
  })
  const { status, findings } = pack.verification
  if (status === 'valid' && pack.results.run.complete) throw new ProblemsError([refuse('a run that came to its end', 'There is nothing to resume: read its report, or run anew.')])
  const facts = runFactsOf(pack.environment)
  const anew = 'Run anew: what is left here cannot be relied on.'
  const wrong = [
    ...(status === 'touched' || status === 'reckoned-otherwise' ? findings : []).map(({ place, what }) => `${place} ${what}`),
    // It names a folder.
    ...(/^[A-Za-z0-9-]{1,64}$/.test(pack.run.started.runId) ? [] : ['a run id that no run has']),
    ...(facts === undefined ? ['environment.json does not say what was selected'] : []),
    ...(facts !== undefined && digestOf(join(dir, 'environment.json')) !== pack.run.started.environment ? ['environment.json is not the one the log began with'] : []),
    ...damages(dir),
  ]
  if (wrong.length > 0 || facts === undefined) throw new ProblemsError(wrong.map((seen) => refuse(seen, anew)))
  return { dir, pack, facts, ...progressOf(dir) }
}

/** What a file system may have lost with the machine, or somebody has changed. */
function damages(dir: string): string[] {
  const { files, strangers } = listFiles(dir)
  const blobs = new Set(files.flatMap(({ name }) => (name.startsWith('blobs/') ? [name.slice('blobs/'.length)] : [])))
  const torn = [...blobs].filter((name) => digestOf(join(dir, 'blobs', name)) !== name)
  const lost: string[] = []
  try {
    for (const event of readEvents(join(dir, 'events.ndjson'))) lost.push(...blobsOf(event).filter((name) => !blobs.has(name)).map((name) => `blobs/${name} is not there`))
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error
    lost.push(`events.ndjson:${error.line} ${error.message}`)
  }
  return [...strangers.map(({ name, what }) => `${name} is ${what}`), ...torn.map((name) => `blobs/${name} is not what its name says`), ...lost]
}

/** Every blob that a line speaks of. */
function blobsOf(event: object): string[] {
  return Object.entries(event).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'blob' && typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null ? blobsOf(value) : []
  })
}

function progressOf(dir: string): Pick<Resumable, 'finished' | 'cut'> {
  const finished = new Set<string>()
  const cut = new Set<string>()
  for (const event of readEvents(join(dir, 'events.ndjson'))) {
    if (event.type === 'scenario-started') {
      finished.delete(event.scenario)
      cut.add(event.scenario)
    } else if (event.type === 'scenario-finished' && event.retried !== true) {
      finished.add(event.scenario)
      cut.delete(event.scenario)
    }
  }
  return { finished, cut }
}

/**
 * Opens the pack for the scenarios that are left. The seal of a run that was interrupted in good order is taken off (it would be
 * broken by the first line) and kept as evidence of what there was.
 *
 * @param remaining how many scenarios will be run now
 */
export function resumePack({ dir, pack }: Resumable, remaining: number): PackWriter {
  const seal = pack.verification.status === 'valid' ? readSealFiles(dir) : []
  // Before anything is added: a process killed in between leaves a pack without a seal, not one that looks touched.
  for (const file of [SEAL_FILE, PUBLIC_KEY_FILE, 'results.json']) rmSync(join(dir, file), { force: true })
  const writer = continuePack(dir)
  keepSeal(writer, seal, `interrupted/${pack.run.resumptions.length + 1}`)
  writer.append({ type: 'run-resumed', remaining })
  return writer
}
