import type { Catalogue, Requirement } from '../../config/catalogue.ts'
import { count, heading, widest, wrap } from './layout.ts'

/** The requirements by standard, a line each; with statement, note and source when verbose. */
export function listText(rows: readonly Requirement[], catalogue: Catalogue, verbose: boolean): string {
  if (rows.length === 0) return 'No requirement matches.'
  const id = widest(rows.map((row) => row.id))
  const verification = widest(rows.map((row) => row.verification))
  const basis = widest(rows.map((row) => row.basis))
  const lines: string[] = []
  for (const [standard, own] of Map.groupBy(rows, (row) => row.standard)) {
    const { title, note } = catalogue.standards.get(standard) ?? { title: '' }
    lines.push(heading(`${standard}  ${title}`))
    if (note) lines.push(...wrap(note, '  '))
    for (const row of own) {
      lines.push(`  ${row.id.padEnd(id)}  ${row.level.padEnd(6)}  ${row.verification.padEnd(verification)}  ${row.basis.padEnd(basis)}  ${row.title}`)
      if (verbose) lines.push(...details(row), '')
    }
    if (!verbose) lines.push('')
  }
  return [...lines, count(rows.length, 'requirement')].join('\n')
}

function details(row: Requirement): string[] {
  const note = row.note ? wrap(`Note: ${row.note}`, '      ') : []
  return [...wrap(row.statement, '      '), ...note, `      ${row.source.name}`, `      ${row.source.url}`]
}

/** The same as one JSON document. */
export function listJson(rows: readonly Requirement[], catalogue: Catalogue): string {
  const shown = new Set(rows.map((row) => row.standard))
  const standards = [...catalogue.standards.values()].filter(({ id }) => shown.has(id))
  return JSON.stringify({ digest: catalogue.digest, standards, requirements: rows }, undefined, 2)
}
