import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CatalogueReading } from './read-catalogue.ts'
import { ProblemsError } from './problem.ts'
import type { Requirement, Standard } from './requirement.ts'

export type { Requirement, Standard } from './requirement.ts'

/** Every requirement we know of. */
export interface Catalogue {
  rows: readonly Requirement[]
  byId: ReadonlyMap<string, Requirement>
  standards: ReadonlyMap<string, Standard>
  /** SHA-256 (hex) of what the catalogue says. */
  digest: string
}

/** The catalogue that ships with Assay. */
export const CATALOGUE_FOLDER = fileURLToPath(new URL('catalogue', import.meta.url))

/**
 * Reads the catalogue.
 *
 * @param folder another folder of catalogue files
 * @throws ProblemsError with everything that is wrong, each with file and line
 *
 * @example
 * const catalogue = await loadCatalogue()
 * catalogue.byId.get('TIF-PDS-01')?.level // 'MUST'
 */
export async function loadCatalogue(folder: string = CATALOGUE_FOLDER): Promise<Catalogue> {
  if (folder !== CATALOGUE_FOLDER) return toCatalogue(await readWhole(folder))
  const key = fingerprint(folder)
  const cached = readCache(key)
  if (cached) return toCatalogue(cached)
  const content = await readWhole(folder)
  writeCache(key, content)
  return toCatalogue(content)
}

type Content = Pick<CatalogueReading, 'rows' | 'standards' | 'digest'>

async function readWhole(folder: string): Promise<Content> {
  // Imported only here: the YAML parser and the schema compiler take longer to load than the cached catalogue takes to read.
  const { readCatalogue } = await import('./read-catalogue.ts')
  const { rows, standards, digest, problems } = readCatalogue(folder)
  if (problems.length > 0) throw new ProblemsError(problems)
  return { rows, standards, digest }
}

function toCatalogue({ rows, standards, digest }: Content): Catalogue {
  return { rows, byId: new Map(rows.map((row) => [row.id, row])), standards: new Map(standards.map((standard) => [standard.id, standard])), digest }
}

/*
 * Parsing 473 rows of YAML takes 0.15 s, reading them back as JSON 5 ms, and every command needs them. So the parsed rows are kept
 * beside the installed packages, under a fingerprint of every byte they came from: the files, the schema and the code that read them.
 */
const CACHE_FILE = fileURLToPath(new URL('../node_modules/.cache/assay/catalogue.json', import.meta.url))
const READERS = ['catalogue.ts', 'read-catalogue.ts', 'yaml-file.ts', 'schemas/catalogue.schema.json']

function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  const add = (name: string, file: string | URL): void => {
    const bytes = readFileSync(file)
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  for (const name of READERS) add(name, new URL(name, import.meta.url))
  for (const name of readdirSync(folder).sort()) if (/\.ya?ml$/.test(name)) add(name, join(folder, name))
  return hash.digest('hex')
}

function readCache(key: string): Content | undefined {
  try {
    const cached = JSON.parse(readFileSync(CACHE_FILE, 'utf8')) as { key: string; content: Content }
    return cached.key === key ? cached.content : undefined
  } catch {
    // Not there yet, or half written by a killed process: the files themselves are read instead.
    return undefined
  }
}

function writeCache(key: string, content: Content): void {
  const draft = `${CACHE_FILE}.${process.pid}`
  try {
    mkdirSync(dirname(CACHE_FILE), { recursive: true })
    writeFileSync(draft, JSON.stringify({ key, content }))
    renameSync(draft, CACHE_FILE)
  } catch {
    // An installation that may not be written to works as well, only slower.
  }
}
