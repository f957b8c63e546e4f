import type { KeyObject } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { ProblemsError } from '../../config/problem.ts'
import type { EventContent } from './events.ts'
import { listFiles } from './list-files.ts'
import { mergeProblems, shardOf } from './merge-problems.ts'
import { openPack } from './open.ts'
import type { Pack } from './open.ts'
import { readEvents } from './read-events.ts'
import type { Results } from './results.ts'
import { runFactsOf } from './run-facts.ts'
import { sealPack } from './seal.ts'
import type { Seal } from './seal.ts'
import type { Signer } from './signer.ts'
import { keepSeal, readSealFiles } from './keep-seal.ts'
import { sharedHubOf } from './shared-hub.ts'
import { createPack } from './write.ts'
import type { PackWriter } from './write.ts'

export interface MergeOptions {
  /** Of the run that the parts make together. */
  runId: string
  /** Seals the merged pack. */
  key: Signer
  /** Keys of which each must have signed each part; without any, a part is held to the key in it. */
  trusted?: readonly KeyObject[]
}

/**
 * Joins the packs of all shards of a run into one, which adds up to what the run would have come to undivided. The seals of the
 * parts are kept in it; the chain and the seal are made anew.
 *
 * @param out must not hold a pack yet
 * @throws ProblemsError with every reason why the parts are not one run; nothing is written then
 */
export async function mergePacks(dirs: readonly string[], out: string, { runId, key, trusted }: MergeOptions): Promise<{ seal: Seal; results: Results }> {
  const opened = dirs.map((dir) => ({ dir, pack: openPack(dir, trusted) }))
  const problems = mergeProblems(opened)
  if (existsSync(join(out, 'events.ndjson'))) {
    problems.push({ code: 'ASSAY_OUT_EXISTS', what: 'Failed to begin a pack: the folder holds one already', place: `option --out ${out}`, seen: join(out, 'events.ndjson'), expected: 'an empty folder, or none', remedy: 'Name another folder: a pack is never written over.' })
  }
  if (problems.length > 0) throw new ProblemsError(problems)

  const parts = opened.map(({ pack }) => pack).sort((a, b) => shardOf(a).index - shardOf(b).index)
  const [first] = parts
  if (first === undefined) throw new Error('Failed to merge: there is no part.')
  const times = parts.flatMap(({ run }) => [run.startedAt, run.finishedAt ?? run.startedAt]).sort()
  /** Each line keeps the time at which it was first written. */
  let at = times[0] ?? first.run.startedAt
  const { seed, profile, candidate, catalogue } = first.run.started
  const writer = createPack(out, { runId, seed, profile, candidate, catalogue, environment: environmentOf(first, parts) }, () => new Date(at))
  for (const requirement of first.run.requirements) writer.append({ type: 'requirement', requirement })
  for (const part of parts) {
    at = part.run.startedAt
    keepSeal(writer, readSealFiles(part.dir), `parts/${runFactsOf(part.environment)?.selection.shard?.replace('/', '-of-')}`)
    copyBlobs(part, out)
    await copyEvents(part, writer, (time) => (at = time))
  }
  at = times.at(-1) ?? at
  writer.append({ type: 'run-finished', ended: 'completed' })
  writer.close()
  return sealPack(out, key)
}

/** Lines between two turns of the event loop, in which the writer puts them on disk. */
const LINES_A_TURN = 2_000

async function copyEvents({ dir }: Pack, writer: PackWriter, tell: (at: string) => void): Promise<void> {
  let lines = 0
  for (const { seq: _seq, prev: _prev, at, ...content } of readEvents(join(dir, 'events.ndjson'))) {
    const event = content as EventContent
    if (event.type === 'run-started' || event.type === 'run-finished' || event.type === 'requirement') continue
    tell(at)
    writer.append(event)
    if (++lines % LINES_A_TURN === 0) await turn()
  }
}

/** As they are: they were redacted on their way into the part, and have just been held to their digests. */
function copyBlobs({ dir }: Pack, out: string): void {
  mkdirSync(join(out, 'blobs'), { recursive: true })
  for (const { name } of listFiles(dir).files) if (name.startsWith('blobs/')) copyFileSync(join(dir, name), join(out, name))
}

/** What the parts have in common; what was each one's own stands with the part. */
function environmentOf(first: Pack, parts: readonly Pack[]): object {
  const { os: _os, workers: _workers, order: _order, sharedHub: _sharedHub, ...common } = first.environment as Record<string, unknown>
  const { shard: _shard, durations, ...selection } = runFactsOf(first.environment)?.selection ?? {}
  return {
    ...common,
    selection,
    ...(durations !== undefined && { durations }),
    parts: parts.map(({ environment, results, verification: { seal } }) => {
      const { os } = environment as Record<string, unknown>
      const facts = runFactsOf(environment)
      const sharedHub = sharedHubOf(environment)
      return { shard: facts?.selection.shard, run: results.run.id, seal: seal?.digest, keyId: seal?.keyId, workers: facts?.workers, order: facts?.order, os, ...(sharedHub && { sharedHub }) }
    }),
  }
}
