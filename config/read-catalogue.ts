import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { byNumber } from './by-number.ts'
import { displayPath } from './display-path.ts'
import type { Problem } from './problem.ts'
import type { Area, Basis, Level, Requirement, Source, Standard, Verification } from './requirement.ts'
import { readYamlFile, type YamlFile } from './yaml-file.ts'

/** One file, as its schema has it. */
interface CatalogueFile {
  standard: string
  title: string
  note?: string
  area: Area
  sources: Record<string, Source> & { main: Source }
  requirements: {
    id: string
    level: Level
    title: string
    statement: string
    note?: string
    verification: Verification
    basis: Basis
    area?: Area
    source?: string
  }[]
}

/** What could be read of a catalogue folder, and everything that is wrong with it. */
export interface CatalogueReading {
  rows: Requirement[]
  standards: Standard[]
  /** Ids that stand in the files, including those of rows that are wrong otherwise. */
  ids: Set<string>
  /** The same for standards. */
  standardIds: Set<string>
  /** SHA-256 (hex) over the content of rows and standards: layout and comments do not change it. */
  digest: string
  problems: Problem[]
}

/** The catalogue's files, in a stable order. */
export function catalogueFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
  return names.sort(byNumber).map((name) => join(folder, name))
}

/** Reads every file of a catalogue folder; never throws for what is wrong inside. */
export function readCatalogue(folder: string): CatalogueReading {
  const rows: Requirement[] = []
  const standards: Standard[] = []
  const problems: Problem[] = []
  const placeOfId = new Map<string, string>()
  const placeOfStandard = new Map<string, string>()

  const files = catalogueFiles(folder)
  if (files.length === 0) {
    problems.push({
      code: 'ASSAY_CATALOGUE_INVALID',
      what: 'Failed to read the catalogue: there is no YAML file in the folder',
      place: displayPath(folder),
      remedy: 'Name the folder that holds the catalogue.',
    })
  }
  for (const file of files) {
    const yaml = readYamlFile<CatalogueFile>(file, {
      schema: 'catalogue',
      what: 'catalogue',
      code: (path) => (path[0] === 'requirements' && path[2] === 'verification' ? 'ASSAY_CATALOGUE_UNVERIFIABLE' : 'ASSAY_CATALOGUE_INVALID'),
    })
    const wrong = [
      ...yaml.problems.map(explainUnverifiable),
      ...duplicates(yaml, placeOfId, placeOfStandard),
      ...misnamed(yaml, file),
      ...unknownSources(yaml),
    ]
    problems.push(...wrong.sort((left, right) => byNumber(left.place, right.place)))
    if (!yaml.value) continue
    const { standard, title, note, requirements } = yaml.value
    standards.push({ id: standard, title, ...(note && { note }) })
    rows.push(...requirements.map((row) => requirement(yaml.value as CatalogueFile, row)))
  }
  const digest = createHash('sha256').update(JSON.stringify([standards.toSorted(byId), rows.toSorted(byId)])).digest('hex')
  return { rows, standards, ids: new Set(placeOfId.keys()), standardIds: new Set(placeOfStandard.keys()), digest, problems }
}

/** By code unit: the digest is the same under every locale. */
function byId(left: { id: string }, right: { id: string }): number {
  return left.id < right.id ? -1 : 1
}

function requirement(file: CatalogueFile, row: CatalogueFile['requirements'][number]): Requirement {
  return {
    id: row.id,
    official: !row.id.startsWith('TIF-'),
    standard: file.standard,
    level: row.level,
    title: row.title,
    statement: row.statement,
    ...(row.note && { note: row.note }),
    verification: row.verification,
    basis: row.basis,
    area: row.area ?? file.area,
    source: file.sources[row.source ?? 'main'] ?? file.sources.main,
  }
}

/** What the file says, valid or not: checks that look here do not overlook a row that is wrong otherwise. */
function rawContent(yaml: YamlFile<CatalogueFile>): { standard: unknown; sources: object; rows: { id?: unknown; source?: unknown }[] } {
  const raw = (yaml.raw ?? {}) as { standard?: unknown; sources?: unknown; requirements?: unknown }
  const rows: unknown[] = Array.isArray(raw.requirements) ? raw.requirements : []
  return {
    standard: raw.standard,
    sources: typeof raw.sources === 'object' && raw.sources !== null ? raw.sources : {},
    rows: rows.map((row) => (typeof row === 'object' && row !== null ? row : {})),
  }
}

/** Ids and standards that stood somewhere before. */
function duplicates(yaml: YamlFile<CatalogueFile>, placeOfId: Map<string, string>, placeOfStandard: Map<string, string>): Problem[] {
  const problems: Problem[] = []
  const note = (seen: Map<string, string>, id: unknown, path: (string | number)[], what: string, remedy: string): void => {
    if (typeof id !== 'string') return
    const place = yaml.place(path)
    const before = seen.get(id)
    if (before === undefined) seen.set(id, place)
    else problems.push({ code: 'ASSAY_CATALOGUE_DUPLICATE_ID', what: `Failed to read the catalogue: ${what} ${id} stands there twice`, place, seen: `already at ${before}`, remedy })
  }
  const { standard, rows } = rawContent(yaml)
  note(placeOfStandard, standard, ['standard'], 'standard', 'Keep all rows of a standard in one file.')
  for (const [index, { id }] of rows.entries()) note(placeOfId, id, ['requirements', index, 'id'], 'requirement', 'Give one of the two another id, or remove it.')
  return problems
}

function explainUnverifiable(problem: Problem): Problem {
  if (problem.code !== 'ASSAY_CATALOGUE_UNVERIFIABLE') return problem
  return { ...problem, remedy: 'Say in verification how it can be shown that the requirement is met.' }
}

function misnamed(yaml: YamlFile<CatalogueFile>, file: string): Problem[] {
  const { standard } = rawContent(yaml)
  if (typeof standard !== 'string' || basename(file).startsWith(`${standard}-`)) return []
  return [
    {
      code: 'ASSAY_CATALOGUE_INVALID',
      what: 'Failed to read the catalogue: the file is not named after its standard',
      place: yaml.place(['standard']),
      seen: basename(file),
      expected: `a name that starts with ${standard}-`,
      remedy: 'Rename the file.',
    },
  ]
}

function unknownSources(yaml: YamlFile<CatalogueFile>): Problem[] {
  const { sources, rows } = rawContent(yaml)
  return rows.flatMap(({ source }, index): Problem[] => {
    if (typeof source !== 'string' || Object.hasOwn(sources, source)) return []
    return [
      {
        code: 'ASSAY_CATALOGUE_INVALID',
        what: `Failed to read the catalogue: the source ${source} is not in the file's sources`,
        place: yaml.place(['requirements', index, 'source']),
        expected: Object.keys(sources).join(', '),
        remedy: 'Name one of the sources, or add it to them.',
      },
    ]
  })
}
