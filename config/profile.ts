import { existsSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse as parseTagExpression } from '@cucumber/tag-expressions'
import type { Catalogue } from './catalogue.ts'
import { ProblemsError, type Problem } from './problem.ts'
import type { Area, Level, Requirement } from './requirement.ts'
import type { TaggedScenario } from './tagged-scenario.ts'
import { readYamlFile, type YamlFile } from './yaml-file.ts'

/** What a run assures. */
export interface Profile {
  name: string
  title: string
  description: string
  /** Cucumber tag expression that selects the scenarios; empty for all of them. */
  tags: string
  /** The requirements in scope, in the catalogue's order: those the report answers for, verified or not. */
  requirements: readonly Requirement[]
  file: string
}

/** One entry of a profile's scope: every condition given must hold. */
interface ScopeEntry {
  why?: string
  standards?: string[]
  areas?: Area[]
  levels?: Level[]
  requirements?: string[]
  except?: string[]
}

interface ProfileFile {
  name: string
  title: string
  description: string
  services?: string[]
  tags?: string
  scope: ScopeEntry[]
}

/** The profiles that ship with Assay. */
export const PROFILES_FOLDER = fileURLToPath(new URL('profiles', import.meta.url))

/**
 * Reads a profile and works out what is in its scope.
 *
 * Every scenario that verifies a requirement in scope is selected, whatever its other tags, so that no requirement can be
 * judged on some of its scenarios only; the profile's own `tags` add scenarios to these. Left out is what needs a national
 * service that the profile does not name, when it names any: nobody is judged on a service they have not come to yet.
 *
 * @param services keys of all services that scenarios need, by their tags
 * @param nameOrPath the name of a profile that ships with Assay (`tif-core`), or the path of a profile file
 * @throws ProblemsError with everything that is wrong, each with file and line
 */
export function loadProfile(nameOrPath: string, catalogue: Catalogue, services: readonly string[] = []): Profile {
  const file = findProfile(nameOrPath)
  const yaml = readYamlFile<ProfileFile>(file, { schema: 'profile', what: 'profile', code: 'ASSAY_PROFILE_INVALID' })
  if (!yaml.value) throw new ProblemsError(yaml.problems)
  const { name, title, description, tags, scope, services: named } = yaml.value
  const problems = [...misnamed(yaml, name, file), ...badTags(yaml, tags), ...unknownServices(yaml, named, services), ...scope.flatMap((entry, index) => badEntry(yaml, entry, index, catalogue))]
  if (problems.length > 0) throw new ProblemsError(problems)
  const requirements = catalogue.rows.filter((row) => scope.some((entry) => selects(entry, row)))
  return { name, title, description, tags: selection(tags, requirements, catalogue, named && services.filter((service) => !named.includes(service))), requirements, file }
}

/** The scenarios that a tag expression selects; all of them for an empty one. */
export function selectScenarios(tags: string, scenarios: readonly TaggedScenario[]): TaggedScenario[] {
  const expression = parseTagExpression(tags)
  return scenarios.filter((scenario) => expression.evaluate(scenario.tags.map(({ name }) => name)))
}

function findProfile(nameOrPath: string): string {
  const shipped = join(PROFILES_FOLDER, `${nameOrPath}.yaml`)
  if (/^[a-z0-9-]+$/.test(nameOrPath) && existsSync(shipped)) return shipped
  const path = resolve(nameOrPath)
  if (/\.ya?ml$/.test(nameOrPath) && existsSync(path)) return path
  const names = readdirSync(PROFILES_FOLDER).filter((name) => name.endsWith('.yaml'))
  throw new ProblemsError([
    {
      code: 'ASSAY_PROFILE_UNKNOWN',
      what: `Failed to find the profile ${nameOrPath}`,
      place: '--profile',
      expected: `${names.map((name) => basename(name, '.yaml')).join(', ')}, or the path of a .yaml file`,
      remedy: 'Name one of these, or correct the path.',
    },
  ])
}

function selects(entry: ScopeEntry, row: Requirement): boolean {
  return (
    (entry.standards?.includes(row.standard) ?? true) &&
    (entry.areas?.includes(row.area) ?? true) &&
    (entry.levels?.includes(row.level) ?? true) &&
    (entry.requirements?.includes(row.id) ?? true) &&
    !entry.except?.includes(row.id)
  )
}

function selection(tags: string | undefined, requirements: readonly Requirement[], catalogue: Catalogue, foreign: readonly string[] = []): string {
  const wanted = requirements.length === catalogue.rows.length ? '' : [...(tags ? [`(${tags})`] : []), ...requirements.map(({ id }) => `@req:${id}`)].join(' or ')
  if (foreign.length === 0) return wanted
  const unwanted = `not (${foreign.map((service) => `@service:${service}`).join(' or ')})`
  return wanted ? `(${wanted}) and ${unwanted}` : unwanted
}

/** Services that no scenario needs: mistyped, since naming one is to ask for its scenarios. */
function unknownServices(yaml: YamlFile<ProfileFile>, named: readonly string[] | undefined, services: readonly string[]): Problem[] {
  if (services.length === 0) return []
  return (named ?? []).flatMap((service, position) =>
    services.includes(service) ? [] : [invalid(yaml.place(['services', position]), `no scenario needs a service ${service}`, `Correct the key; scenarios need ${services.join(', ')}.`)],
  )
}

function misnamed(yaml: YamlFile<ProfileFile>, name: string, file: string): Problem[] {
  if (basename(file).replace(/\.ya?ml$/, '') === name) return []
  return [invalid(yaml.place(['name']), `the profile ${name} stands in ${basename(file)}`, `Rename the file or the profile.`)]
}

function badTags(yaml: YamlFile<ProfileFile>, tags: string | undefined): Problem[] {
  if (tags === undefined) return []
  try {
    parseTagExpression(tags)
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error)
    return [invalid(yaml.place(['tags']), `tags is no tag expression: ${why}`, 'Write it as cucumber understands it: @a and not (@b or @c).')]
  }
}

/** Names in an entry that the catalogue does not have, exceptions that except nothing, and entries that select nothing. */
function badEntry(yaml: YamlFile<ProfileFile>, entry: ScopeEntry, index: number, catalogue: Catalogue): Problem[] {
  const problems: Problem[] = []
  const unknown = (field: 'standards' | 'requirements' | 'except', has: (id: string) => boolean): void => {
    for (const [position, id] of (entry[field] ?? []).entries()) {
      if (has(id)) continue
      const what = field === 'standards' ? `the catalogue has no standard ${id}` : `the catalogue has no requirement ${id}`
      problems.push(invalid(yaml.place(['scope', index, field, position]), what, 'Correct the id; `assay catalogue list` shows them.'))
    }
  }
  unknown('standards', (id) => catalogue.standards.has(id))
  unknown('requirements', (id) => catalogue.byId.has(id))
  unknown('except', (id) => catalogue.byId.has(id))
  if (problems.length > 0) return problems
  const candidates = catalogue.rows.filter((row) => selects({ ...entry, except: [] }, row))
  for (const [position, id] of (entry.except ?? []).entries()) {
    if (candidates.some((row) => row.id === id)) continue
    problems.push(invalid(yaml.place(['scope', index, 'except', position]), `${id} is excepted from an entry that does not select it`, 'Remove the exception.'))
  }
  if (!catalogue.rows.some((row) => selects(entry, row))) {
    problems.push(invalid(yaml.place(['scope', index]), 'an entry of the scope selects no requirement', 'Loosen its conditions or remove it.'))
  }
  return problems
}

function invalid(place: string, what: string, remedy: string): Problem {
  return { code: 'ASSAY_PROFILE_INVALID', what: `Failed to read the profile: ${what}`, place, remedy }
}
