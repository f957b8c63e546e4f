import { fileURLToPath } from 'node:url'
import { readThroughCache } from './catalogue-cache.ts'
import { ProblemsError } from './problem.ts'
import type { CatalogueReading } from './read-catalogue.ts'
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

const CACHE_FILE = fileURLToPath(new URL('../node_modules/.cache/assay/catalogue.json', import.meta.url))
const READERS = ['read-catalogue.ts', 'by-number.ts', 'yaml-file.ts', 'schemas/catalogue.schema.json'].map((name) => new URL(name, import.meta.url))

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
  const read = (): Promise<Content> => readWhole(folder)
  const { rows, standards, digest } = folder === CATALOGUE_FOLDER ? await readThroughCache(folder, READERS, CACHE_FILE, read) : await read()
  return {
    rows,
    byId: new Map(rows.map((row) => [row.id, row])),
    standards: new Map(standards.map((standard) => [standard.id, standard])),
    digest,
  }
}

type Content = Pick<CatalogueReading, 'rows' | 'standards' | 'digest'>

async function readWhole(folder: string): Promise<Content> {
  // Imported only here: loading the YAML parser and the schema compiler takes longer than reading the cached catalogue.
  const { readCatalogue } = await import('./read-catalogue.ts')
  const { rows, standards, digest, problems } = readCatalogue(folder)
  if (problems.length > 0) throw new ProblemsError(problems)
  return { rows, standards, digest }
}
