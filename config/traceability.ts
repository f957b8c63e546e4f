import { CATALOGUE_FOLDER, loadCatalogue, type Catalogue } from './catalogue.ts'
import { FEATURES_FOLDER, readFeatureTags } from './feature-tags.ts'
import { ProblemsError, type Problem } from './problem.ts'
import { loadProfile, type Profile } from './profile.ts'
import { findUnknownTags } from './tag-rules.ts'
import type { TaggedScenario } from './tagged-scenario.ts'

/** The requirements, the scenarios that verify them, and the profile that says which of both count. */
export interface Traceability {
  catalogue: Catalogue
  scenarios: readonly TaggedScenario[]
  /** Only if one was asked for. */
  profile: Profile | undefined
}

export interface TraceabilityOptions {
  /** Folder of the catalogue; by default the one that ships with Assay. */
  catalogue?: string
  /** Folder of the features; by default those that ship with Assay; `false` to leave them aside. */
  features?: string | false
  /** Name or path of a profile. */
  profile?: string
}

/**
 * Loads what ties evidence to requirements, and holds each part against the others.
 *
 * @throws ProblemsError with everything that is wrong in any of them, each with file and line
 */
export async function loadTraceability({ catalogue: folder = CATALOGUE_FOLDER, features = FEATURES_FOLDER, profile: name }: TraceabilityOptions = {}): Promise<Traceability> {
  const { scenarios, problems } = features === false ? { scenarios: [], problems: [] } : readFeatureTags(features)
  const read = await collect(problems, () => loadCatalogue(folder))
  problems.push(...findUnknownTags(scenarios, read ? { ids: new Set(read.byId.keys()), standards: new Set(read.standards.keys()) } : await idsOfBroken(folder)))
  const profile = read && name !== undefined ? await collect(problems, () => loadProfile(name, read, servicesOf(scenarios))) : undefined
  if (!read || problems.length > 0) throw new ProblemsError(problems)
  return { catalogue: read, scenarios, profile }
}

/** Keys of the national services that scenarios need. */
function servicesOf(scenarios: readonly TaggedScenario[]): string[] {
  const tags = scenarios.flatMap((scenario) => scenario.tags.map(({ name }) => name))
  return [...new Set(tags.filter((tag) => tag.startsWith('@service:')).map((tag) => tag.slice('@service:'.length)))].sort()
}

/** A catalogue with mistakes still names its ids: a scenario that is wrong, too, is told now and not after the catalogue was mended. */
async function idsOfBroken(folder: string): Promise<{ ids: ReadonlySet<string>; standards: ReadonlySet<string> }> {
  const { readCatalogue } = await import('./read-catalogue.ts')
  const { ids, standardIds } = readCatalogue(folder)
  return { ids, standards: standardIds }
}

async function collect<T>(problems: Problem[], load: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await load()
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}
