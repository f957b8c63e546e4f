import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PUBLIC_KEY_FILE, SEAL_FILE } from './list-files.ts'
import type { PackWriter } from './write.ts'

/** To the byte: no media type that is searched for secrets. A seal holds digests and a signature, and a changed one would be none. */
const AS_IT_IS = 'application/octet-stream'

/**
 * Keeps the seal that a pack has (and what it is checked with) as evidence in the pack that takes its place, so that where it came
 * from can still be shown.
 *
 * @param under folder in the names of the attachments: `parts/1-of-3`
 */
export function keepSeal(writer: Pick<PackWriter, 'append' | 'blob'>, dir: string, under: string): void {
  for (const file of [SEAL_FILE, PUBLIC_KEY_FILE, 'environment.json']) {
    const bytes = readFileSync(join(dir, file))
    writer.append({ type: 'attachment', name: `${under}/${file}`, mediaType: AS_IT_IS, body: { blob: writer.blob(bytes, AS_IT_IS), bytes: bytes.length } })
  }
}
