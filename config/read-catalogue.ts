import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Problem } from './problem.ts'
import type { Area, Basis, Level, Requirement, Source, Standard, Verification } from './requirement.ts'
import { displayPath, readYamlFile, type YamlFile } from './yaml-file.ts'

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

/** Order in which people expect numbered ids: C5 before C13. */
export function byNumber(left: string, right: string): number {
  return collator.compare(left, right)
}
const collator = new Intl.Collator('en-GB', { numeric: true })

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
    problems.push(...yaml.problems.map(explainUnverifiable))
    problems.push(...duplicates(yaml, placeOfId, placeOfStandard))
    if (!yaml.value) continue
    const { standard, title, note, requirements } = yaml.value
    if (!basename(file).startsWith(`${standard}-`)) problems.push(misnamed(yaml, standard))
    standards.push({ id: standard, title, ...(note && { note }) })
    for (const [index, row] of requirements.entries()) {
      const source = Object.hasOwn(yaml.value.sources, row.source ?? 'main') ? yaml.value.sources[row.source ?? 'main'] : undefined
      if (source) rows.push(requirement(yaml.value, row, source))
      else problems.push(unknownSource(yaml, index, row.source))
    }
  }
  const digest = createHash('sha256').update(JSON.stringify({ standards, rows })).digest('hex')
  return { rows, standards, ids: new Set(placeOfId.keys()), standardIds: new Set(placeOfStandard.keys()), digest, problems }
}

function requirement(file: CatalogueFile, row: CatalogueFile['requirements'][number], source: Source): Requirement {
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
    source,
  }
}

/** Ids and standards that stood somewhere before. Looks at the raw file, so that a row that is wrong otherwise is not overlooked. */
function duplicates(yaml: YamlFile<CatalogueFile>, placeOfId: Map<string, string>, placeOfStandard: Map<string, string>): Problem[] {
  const raw = (yaml.raw ?? {}) as { standard?: unknown; requirements?: unknown }
  const problems: Problem[] = []
  const note = (seen: Map<string, string>, id: unknown, path: (string | number)[], what: string, remedy: string): void => {
    if (typeof id !== 'string') return
    const place = yaml.place(path)
    const before = seen.get(id)
    if (before === undefined) seen.set(id, place)
    else problems.push({ code: 'ASSAY_CATALOGUE_DUPLICATE_ID', what: `Failed to read the catalogue: ${what} ${id} stands there twice`, place, seen: `already at ${before}`, remedy })
  }
  note(placeOfStandard, raw.standard, ['standard'], 'standard', 'Keep all rows of a standard in one file.')
  const rows: unknown[] = Array.isArray(raw.requirements) ? raw.requirements : []
  for (const [index, row] of rows.entries()) {
    const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined
    note(placeOfId, id, ['requirements', index, 'id'], 'requirement', 'Give one of the two another id, or remove it.')
  }
  return problems
}

function explainUnverifiable(problem: Problem): Problem {
  if (problem.code !== 'ASSAY_CATALOGUE_UNVERIFIABLE') return problem
  return { ...problem, remedy: 'Say in verification how it can be shown that the requirement is met.' }
}

function misnamed(yaml: YamlFile<CatalogueFile>, standard: string): Problem {
  const place = yaml.place(['standard'])
  return {
    code: 'ASSAY_CATALOGUE_INVALID',
    what: 'Failed to read the catalogue: the file is not named after its standard',
    place,
    expected: `a name that starts with ${standard}-`,
    remedy: 'Rename the file.',
  }
}

function unknownSource(yaml: YamlFile<CatalogueFile>, index: number, source: string | undefined): Problem {
  return {
    code: 'ASSAY_CATALOGUE_INVALID',
    what: `Failed to read the catalogue: the source ${source ?? 'main'} is not in the file's sources`,
    place: yaml.place(['requirements', index, 'source']),
    expected: Object.keys(yaml.value?.sources ?? {}).join(', '),
    remedy: 'Name one of the sources, or add it to them.',
  }
}
