import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

interface Mapping {
  files: Record<string, string>
  areas: { name: string; rows: string }[]
  rows: { rows: string; by?: [file: string, scenario: string]; defects?: string[]; left?: string; note?: string }[]
}

const ROWS = 596

/** `1-3,7` as numbers. */
export const numbersIn = (text: string): number[] =>
  text.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })

/** What is wrong with the mapping: rows that are missing or named twice, scenarios and defects that there are not. */
export function mistakesIn(root: string): string[] {
  const { files, areas, rows } = read(root)
  const defects = new Set(readdirSync(join(root, 'candidate/reference/defects'), { recursive: true }).map((file) => String(file).split('/').at(-1)!.replace(/\.ts$/, '')))
  const scenarios = new Map(Object.entries(files).map(([key, file]) => [key, scenariosIn(join(root, file))]))
  const counted = (name: string, groups: readonly { rows: string }[]) => {
    const seen = groups.flatMap((group) => numbersIn(group.rows))
    const all = Array.from({ length: ROWS }, (_, at) => at + 1)
    return [
      ...all.filter((row) => !seen.includes(row)).map((row) => `${name}: row ${row} is missing`),
      ...seen.filter((row, at) => seen.indexOf(row) !== at).map((row) => `${name}: row ${row} is named twice`),
    ]
  }
  return [
    ...counted('areas', areas),
    ...counted('rows', rows),
    ...rows.flatMap(({ rows: numbers, by, left, defects: named = [] }) => [
      ...(by ? (scenarios.get(by[0])?.has(by[1]) ? [] : [`rows ${numbers}: there is no scenario "${by[1]}" in ${by[0]}`]) : left ? [] : [`rows ${numbers}: neither covered nor left out`]),
      ...(by && named.length === 0 ? [`rows ${numbers}: no defect is named`] : []),
      ...named.filter((name) => !defects.has(name)).map((name) => `rows ${numbers}: there is no defect ${name}`),
    ]),
  ]
}

/** The page: how much of the provider suite is covered, by what, and what is left out. */
export function providerSuitePage(root: string): string {
  const { files, areas, rows } = read(root)
  const of = (row: number) => rows.find((group) => numbersIn(group.rows).includes(row))!
  const covered = Array.from({ length: ROWS }, (_, at) => at + 1).filter((row) => of(row).by)
  const lines = areas.map(({ name, rows: range }) => {
    const numbers = numbersIn(range)
    return `| ${name} | ${range} | ${numbers.filter((row) => covered.includes(row)).length} / ${numbers.length} |`
  })
  const groups = rows
    .toSorted((a, b) => numbersIn(a.rows)[0]! - numbersIn(b.rows)[0]!)
    .map(({ rows: numbers, by, defects = [], left, note }) =>
      by
        ? `| ${numbers} | ${by[1].replaceAll('<', '&lt;')} (${files[by[0]]!.split('/').at(-1)!.replace('.feature', '')})${note === undefined ? '' : `. ${note}`} | ${defects.map((name) => `\`${name}\``).join(', ')} |`
        : `| ${numbers} | left out: ${left} | |`,
    )
  return `# GP Connect: what of the NHS's provider suite is covered

<!-- Written by tests/docs/write-provider-suite-page.ts from gp-connect-provider-suite.yaml. Do not edit. -->

The NHS tests GP systems that provide GP Connect with a suite of its own (nhsconnect/gpconnect-provider-testing, branch feature/1.6.0).
Its ${ROWS} scenarios are numbered here in the order in which they stand in it, feature files by name. ${covered.length} of them (${((covered.length / ROWS) * 100).toFixed(0)}%)
are covered by scenarios of ours; the others are left out, for the reasons that stand below.

| area | rows | covered |
|---|---|---|
${lines.join('\n')}

## Row by row

| rows | scenario | a defect that it notices |
|---|---|---|
${groups.join('\n')}
`
}

const read = (root: string) => parse(readFileSync(join(root, 'tests/docs/gp-connect-provider-suite.yaml'), 'utf8')) as Mapping

const scenariosIn = (file: string): Set<string> =>
  new Set(readFileSync(file, 'utf8').split('\n').flatMap((line) => /^\s*Scenario(?: Outline)?: (.*?)\s*$/.exec(line)?.[1] ?? []))
