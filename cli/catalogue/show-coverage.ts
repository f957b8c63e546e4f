import type { Catalogue } from '../../config/catalogue.ts'
import type { Coverage } from '../../config/coverage.ts'
import { displayPath } from '../../config/display-path.ts'
import { AREAS } from '../../config/requirement.ts'
import { alarm, count, heading, widest } from './layout.ts'

/** How many requirements of one kind there are, and what stands for them. */
interface Tally {
  total: number
  automated: number
  attestable: number
  nothing: number
}

const tally = (covered: readonly Coverage[]): Tally => {
  const of = (...states: Coverage['state'][]): number => covered.filter(({ state }) => states.includes(state)).length
  return { total: covered.length, automated: of('automated'), attestable: of('document', 'attestation'), nothing: of('nothing') }
}

/** MUST rows count for themselves; SHOULD and MAY are told together. */
const tallies = (covered: readonly Coverage[]): { must: Tally; others: Tally } => ({
  must: tally(covered.filter(({ requirement }) => requirement.level === 'MUST')),
  others: tally(covered.filter(({ requirement }) => requirement.level !== 'MUST')),
})

/** Areas in the framework's order, each with its standards in the catalogue's. */
function byArea(covered: readonly Coverage[]): { area: string; covered: Coverage[]; standards: [string, Coverage[]][] }[] {
  return AREAS.map((area) => covered.filter(({ requirement }) => requirement.area === area)).flatMap((own) => {
    const [first] = own
    if (!first) return []
    return [{ area: first.requirement.area, covered: own, standards: [...Map.groupBy(own, ({ requirement }) => requirement.standard)] }]
  })
}

/** A table by area and standard; with every requirement and its scenarios when detailed. */
export function coverageText(covered: readonly Coverage[], catalogue: Catalogue, detailed: boolean): string {
  if (covered.length === 0) return 'No requirement matches.'
  const areas = byArea(covered)
  const label = (standard: string): string => `  ${standard}  ${catalogue.standards.get(standard)?.title ?? ''}`
  const room = process.stdout.columns === undefined ? Infinity : Math.max(40, process.stdout.columns - 52)
  const width = Math.min(room, widest(areas.flatMap(({ area, standards }) => [area, ...standards.map(([standard]) => label(standard))])))
  const line = (name: string, own: readonly Coverage[]): string => {
    const { must, others } = tallies(own)
    const cells = [must.total, must.automated, must.attestable, must.nothing].map((number, index) => String(number || '-').padStart([6, 11, 12, 9][index] ?? 0))
    const rest = others.total === 0 ? '-' : `${others.automated} of ${others.total}`
    const text = name.length > width ? `${name.slice(0, width - 3)}...` : name
    return `${text.padEnd(width)}${cells.join('')}${rest.padStart(14)}`
  }
  const lines = [heading(`${' '.repeat(width)}${'MUST'.padStart(6)}${'automated'.padStart(11)}${'attestable'.padStart(12)}${'nothing'.padStart(9)}${'SHOULD/MAY'.padStart(14)}`)]
  for (const { area, covered: own, standards } of areas) {
    lines.push(heading(line(area, own)), ...standards.map(([standard, rows]) => line(label(standard), rows)), '')
  }
  lines.push(heading(line('all', covered)), '')
  if (detailed) for (const { standards } of areas) for (const [standard, rows] of standards) lines.push(heading(label(standard).trim()), ...rows.flatMap(requirementLines), '')
  const { must, others } = tallies(covered)
  const runs = new Set(covered.flatMap(({ scenarios }) => scenarios))
  return [...lines, `${count(covered.length, 'requirement')}, ${count(runs.size, 'scenario')}; ${count(must.nothing, 'MUST')} and ${others.nothing} others with nothing that verifies them`].join('\n')
}

function requirementLines({ requirement, state, scenarios }: Coverage): string[] {
  const shown = state.padEnd(11)
  const line = `  ${requirement.id.padEnd(16)}  ${requirement.level.padEnd(6)}  ${state === 'nothing' ? alarm(shown) : shown}  ${requirement.title}`
  return [line, ...scenarios.map(({ file, line: at, name }) => `      ${displayPath(file)}:${at}  ${name}`)]
}

/** The same as one JSON document. */
export function coverageJson(covered: readonly Coverage[], catalogue: Catalogue): string {
  const areas = byArea(covered).map(({ area, covered: own, standards }) => ({
    area,
    ...tallies(own),
    standards: standards.map(([id, rows]) => ({ id, title: catalogue.standards.get(id)?.title ?? '', ...tallies(rows) })),
  }))
  const requirements = covered.map(({ requirement, state, scenarios }) => ({
    id: requirement.id,
    standard: requirement.standard,
    area: requirement.area,
    level: requirement.level,
    title: requirement.title,
    verification: requirement.verification,
    basis: requirement.basis,
    state,
    scenarios: scenarios.map(({ feature, name, file, line, runs }) => ({ feature, name, file: displayPath(file), line, runs: runs.length })),
  }))
  return JSON.stringify({ digest: catalogue.digest, totals: tallies(covered), areas, requirements }, undefined, 2)
}
