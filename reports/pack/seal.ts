import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serialiseEnvelope, signEnvelope } from './dsse.ts'
import type { SigningKey } from './keys.ts'
import { PUBLIC_KEY_FILE, SEAL_FILE, SEALED_DOCUMENTS, digestOf, listFiles } from './list-files.ts'
import { readEvents } from './read-events.ts'
import { resultsOf } from './results.ts'
import type { Results } from './results.ts'
import type { PackEvent } from './events.ts'
import { sha256 } from './sha256.ts'
import { logEnd } from './log-end.ts'
import { statementOf } from './statement.ts'
import { PARTIAL_BLOB } from './write.ts'

export interface Seal {
  /** SHA-256 of statement.dsse.json: every rendered report carries it. */
  digest: string
  keyId: string
}

/** results.json as it is written, so that another sum over the same log can be compared byte by byte. */
export const serialiseResults = (results: Results): string => `${JSON.stringify(results, null, 1)}\n`

/**
 * Seals a closed pack: sums up its log into results.json, and signs the digests of all its files.
 * A pack that is incomplete is sealed too; its results say so, and so does every report.
 *
 * @throws when the pack holds what does not belong there: such a thing is not to be vouched for
 */
export function sealPack(dir: string, key: Pick<SigningKey, 'privateKey' | 'publicKey' | 'keyId'>): { seal: Seal; results: Results } {
  rmSync(join(dir, 'blobs', PARTIAL_BLOB), { force: true })
  const log = join(dir, 'events.ndjson')
  const events: Iterable<PackEvent> = readEvents(log)
  const results = resultsOf(events)
  writeFileSync(join(dir, 'results.json'), serialiseResults(results))

  const { files, strangers } = listFiles(dir)
  const [stranger] = strangers
  if (stranger !== undefined) throw new Error(`Failed to seal ${dir}: ${stranger.name} is ${stranger.what}. Remove it and seal again.`)
  const manifest = files.filter(({ name }) => isSealed(name)).map(({ name }) => ({ name, sha256: digestOf(join(dir, name)) }))

  const statement = statementOf(manifest, results, logEnd(log))
  const envelope = serialiseEnvelope(signEnvelope(Buffer.from(JSON.stringify(statement)), key))
  writeFileSync(join(dir, PUBLIC_KEY_FILE), key.publicKey.export({ type: 'spki', format: 'pem' }))
  writeFileSync(join(dir, SEAL_FILE), envelope)
  return { seal: { digest: sha256(envelope), keyId: key.keyId }, results }
}

/** Whether the seal covers a file. The seal itself and the key it is checked with stand beside it. */
export const isSealed = (name: string): boolean => name.startsWith('blobs/') || (SEALED_DOCUMENTS as readonly string[]).includes(name)
