import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from './limits.ts'
import { isSha256 } from './sha256.ts'
import { PARTIAL_BLOB } from './write.ts'

/** The files of a pack besides blobs. Nothing else belongs into one. */
export const SEALED_DOCUMENTS = ['events.ndjson', 'results.json', 'environment.json'] as const
export const SEAL_FILE = 'statement.dsse.json'
export const PUBLIC_KEY_FILE = 'public-key.pem'
export const REPORT_FOLDER = 'report'

export interface PackFile {
  /** `events.ndjson`, `blobs/<sha256>`. */
  name: string
  bytes: number
}

export interface Listing {
  files: PackFile[]
  /** What is no regular file with a name that a pack may have: links, devices, folders, strangers. */
  strangers: { name: string; what: string }[]
}

/** Too much to look at. */
export class TooMuch extends Error {}

/**
 * What lies in a pack, without opening or following anything. `report/` is left alone: it is rendered from the rest.
 *
 * @throws TooMuch when a limit of `limits.ts` is passed
 */
export function listFiles(dir: string): Listing {
  const listing: Listing = { files: [], strangers: [] }
  const look = (folder: string, known: (name: string) => boolean, limitOf: (name: string) => number): void => {
    for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (folder === '' && entry.isDirectory() && (entry.name === REPORT_FOLDER || entry.name === 'blobs')) continue
      if (folder === 'blobs' && entry.name === PARTIAL_BLOB && entry.isFile()) continue
      if (!entry.isFile()) listing.strangers.push({ name, what: entry.isSymbolicLink() ? 'a symbolic link, which is not followed' : 'not a regular file' })
      else if (!known(entry.name)) listing.strangers.push({ name, what: 'a file that does not belong into a pack' })
      else listing.files.push({ name, bytes: boundedSize(join(dir, name), name, limitOf(name)) })
      if (listing.files.length + listing.strangers.length > LIMITS.files) throw new TooMuch(`more than ${LIMITS.files} files`)
    }
  }
  const documents: readonly string[] = [...SEALED_DOCUMENTS, SEAL_FILE, PUBLIC_KEY_FILE]
  look('', (name) => documents.includes(name), (name) => (name === 'events.ndjson' ? LIMITS.totalBytes : LIMITS.documentBytes))
  if (lstatSync(join(dir, 'blobs'), { throwIfNoEntry: false })?.isDirectory() === true) look('blobs', isSha256, () => LIMITS.blobBytes)

  const total = listing.files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total > LIMITS.totalBytes) throw new TooMuch(`${total} bytes; at most ${LIMITS.totalBytes} are looked at`)
  listing.files.sort((a, b) => (a.name < b.name ? -1 : 1))
  return listing
}

/** @throws TooMuch */
export function boundedSize(path: string, name: string, limit: number): number {
  const { size } = lstatSync(path)
  if (size > limit) throw new TooMuch(`${name} has ${size} bytes; at most ${limit} are looked at`)
  return size
}
