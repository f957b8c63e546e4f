import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginDigests } from './digest-files.ts'
import { digestOf } from './digest-of.ts'
import { sealDigest, serialiseEnvelope, signEnvelope } from './dsse.ts'
import { PUBLIC_KEY_FILE, SEAL_FILE, SEALED_DOCUMENTS, boundedSize, listFiles } from './list-files.ts'
import { LIMITS } from './limits.ts'
import { replayLog } from './replay-log.ts'
import { summariseRun } from './results.ts'
import type { Results } from './results.ts'
import { writeResults } from './serialise-results.ts'
import type { Signer } from './signer.ts'
import { statementOf } from './statement.ts'
import { PARTIAL_BLOB, replaceDocument } from './write.ts'

export interface Seal {
  /** See `sealDigest`: every rendered report carries it. */
  digest: string
  keyId: string
}

/**
 * Seals a closed pack: sums up its log into results.json, and signs the digests of all its files.
 * A pack that is incomplete is sealed too; its results say so, and so does every report.
 *
 * @throws when the pack holds what does not belong there: such a thing is not to be vouched for
 * @throws ProblemsError when the signer fails; the pack is left without a seal then
 */
export function sealPack(dir: string, signer: Signer): { seal: Seal; results: Results } {
  rmSync(join(dir, 'blobs', PARTIAL_BLOB), { force: true })
  const log = join(dir, 'events.ndjson')
  const { files, strangers } = listFiles(dir)
  const [stranger] = strangers
  if (stranger !== undefined) throw new Error(`Failed to seal ${dir}: ${stranger.name} is ${stranger.what}. Remove it and seal again.`)
  const digests = beginDigests(dir, files.map(({ name }) => name).filter((name) => isSealed(name) && name !== 'results.json'))

  const { run, broken, end } = replayLog(log)
  if (run === undefined || broken !== undefined) throw broken
  const results = summariseRun(run)
  const path = join(dir, 'results.json')
  writeResults(path, results)
  boundedSize(path, 'results.json', LIMITS.documentBytes)
  const manifest = [...digests(), ['results.json', digestOf(path)] as const].map(([name, sha256]) => ({ name, sha256 })).sort((a, b) => (a.name < b.name ? -1 : 1))

  const statement = statementOf(manifest, results, end)
  const envelope = signEnvelope(Buffer.from(JSON.stringify(statement)), signer)
  writeFileSync(join(dir, PUBLIC_KEY_FILE), signer.publicKey.export({ type: 'spki', format: 'pem' }))
  // Last, and whole or not at all: a process that is killed on the way leaves a pack without a seal, not one that looks touched.
  replaceDocument(dir, SEAL_FILE, serialiseEnvelope(envelope))
  return { seal: { digest: sealDigest(envelope), keyId: signer.keyId }, results }
}

/** Whether the seal covers a file. The seal itself and the key it is checked with stand beside it. */
export const isSealed = (name: string): boolean => name.startsWith('blobs/') || (SEALED_DOCUMENTS as readonly string[]).includes(name)
