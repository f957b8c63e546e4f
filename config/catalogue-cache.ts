import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Keeps what was read from a folder of YAML files, until any byte of it changes.
 *
 * Parsing the catalogue's 473 rows takes 0.15 s, reading them back as JSON 5 ms, and every command needs them.
 *
 * @param folder    what `read` reads
 * @param readers   files that decide what comes out of reading: code and schema
 * @param cacheFile where to keep it
 * @param read      reads the folder; what it throws is not kept
 */
export async function readThroughCache<T>(folder: string, readers: readonly (string | URL)[], cacheFile: string, read: () => Promise<T>): Promise<T> {
  const key = fingerprint(folder, readers)
  const kept = readKept<T>(cacheFile, key)
  if (kept) return kept.content
  const content = await read()
  keep(cacheFile, { key, content })
  return content
}

interface Kept<T> {
  key: string
  content: T
}

function fingerprint(folder: string, readers: readonly (string | URL)[]): string {
  const hash = createHash('sha256')
  const add = (name: string, file: string | URL): void => {
    const bytes = readFileSync(file)
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  for (const file of readers) add('', file)
  for (const name of readdirSync(folder).sort()) if (/\.ya?ml$/.test(name)) add(name, join(folder, name))
  return hash.digest('hex')
}

function readKept<T>(file: string, key: string): Kept<T> | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept<T>
    return kept.key === key ? kept : undefined
  } catch {
    // Not there yet, or unreadable: then the folder itself is read.
    return undefined
  }
}

function keep<T>(file: string, kept: Kept<T>): void {
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(draft, JSON.stringify(kept))
    renameSync(draft, file)
  } catch {
    // An installation that may not be written to works as well, only slower.
  }
}
