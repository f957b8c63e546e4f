import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import writeXlsxFile from 'write-excel-file/node'
import type { Cell } from 'write-excel-file/node'
import type { Decision } from '../gate/decide.ts'
import type { Pack } from '../pack/open.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'
import { csvLine, xlsxText } from './rtm/cell.ts'
import { COLUMNS, rowsOf } from './rtm/rows.ts'

/** Requirement traceability matrix as suppliers submit it, as CSV (`rtm.csv`) and as a workbook (`rtm.xlsx`). */
export const format: Format = {
  name: 'rtm',
  summary: 'requirement traceability matrix for a submission, XLSX and CSV',
  render: async (pack, outDir, { decision }) => {
    mkdirSync(outDir, { recursive: true })
    const rows = rowsOf(pack, decision)
    const titles = COLUMNS.map(({ title }) => title)
    // The mark at the start tells spreadsheets that it is UTF-8.
    writeFileSync(join(outDir, 'rtm.csv'), `\ufeff${[titles, ...rows].map(csvLine).join('')}`)
    const entry = join(outDir, 'rtm.xlsx')
    writeFileSync(entry, await workbook(pack, rows, decision))
    return { entry, files: 2 }
  },
}

const text = (value: string): Cell => ({ type: String, value: xlsxText(value), wrap: true, alignVertical: 'top' })
const heading = (value: string): Cell => ({ type: String, value, fontWeight: 'bold', backgroundColor: '#d8dde0' })

function workbook(pack: Pack, rows: string[][], decision: Decision | undefined): Promise<Buffer> {
  const { candidate, run } = pack.results
  const about = [
    ['System', `${candidate.name} ${candidate.version}`],
    ['Run', run.id],
    ['Started', run.startedAt],
    ['Profile', run.profile],
    ['Seed', String(run.seed)],
    ['Evidence seal', sealNote(pack)],
    ['Run complete', run.complete ? 'yes' : `no: ${run.incomplete.join(' ')}`],
    ['Problems', run.problems.join(' ') || 'none'],
    ...(decision === undefined ? [] : [['Policy', `${decision.policy.name}: ${decision.policy.title}`], ['Decision', decision.headline]]),
  ]
  return writeXlsxFile([
    { sheet: 'Matrix', data: [COLUMNS.map(({ title }) => heading(title)), ...rows.map((row) => row.map(text))], columns: COLUMNS.map(({ width }) => ({ width })), stickyRowsCount: 1 },
    { sheet: 'About', data: about.map(([name = '', value = '']) => [heading(name), text(value)]), columns: [{ width: 18 }, { width: 80 }] },
  ]).toBuffer()
}
