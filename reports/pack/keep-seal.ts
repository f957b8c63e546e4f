import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PUBLIC_KEY_FILE, SEAL_FILE } from './list-files.ts'
import type { PackWriter } from './write.ts'

/** Kept to the byte: a seal holds digests and a signature, and a changed one would be none. */
const AS_IT_IS = 'application/octet-stream'

export interface KeptFile {
  name: string
  bytes: Buffer
}

/** The seal of a pack, and what of the pack is small enough to show later what it was of. */
export function readSealFiles(dir: string): KeptFile[] {
  return [SEAL_FILE, PUBLIC_KEY_FILE, 'environment.json'].filter((name) => existsSync(join(dir, name))).map((name) => ({ name, bytes: readFileSync(join(dir, name)) }))
}

/**
 * Keeps the seal of a pack as evidence in the one that takes its place, so that where it came from can still be shown.
 *
 * @param under folder in the names of the attachments: `parts/1-of-3`
 */
export function keepSeal(writer: Pick<PackWriter, 'append' | 'keep'>, files: readonly KeptFile[], under: string): void {
  for (const { name, bytes } of files) {
    writer.append({ type: 'attachment', name: `${under}/${name}`, mediaType: AS_IT_IS, body: { blob: writer.keep(bytes), bytes: bytes.length } })
  }
}
