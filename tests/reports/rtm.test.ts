import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { DOMParser } from '@xmldom/xmldom'
import { cell, csvLine, xlsxText } from '../../reports/formats/rtm/cell.ts'
import { openPack } from '../../reports/pack/open.ts'
import { REQUIREMENTS, sealedPack, temporaryFolder } from './fixture.ts'
import { hostilePack, render } from './hostile.ts'

/** What the workbook is packed with. */
const { unzipSync, strFromU8 } = createRequire(createRequire(import.meta.url).resolve('write-excel-file/node'))('fflate') as { unzipSync: (zip: Uint8Array) => Record<string, Uint8Array>; strFromU8: (bytes: Uint8Array) => string }

/** RFC 4180, strictly: anything else throws. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let rest = text
  while (rest !== '') {
    const [all = '', quoted = '', end = ''] = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(rest) ?? assert.fail(`no CSV at ${rest.slice(0, 80)}`)
    line.push(quoted.replaceAll('""', '"'))
    if (end === '\r\n') line = (lines.push(line), [])
    rest = rest.slice(all.length)
  }
  return lines
}

const csvOf = (file: string): Record<string, string>[] => {
  const [titles = [], ...rows] = parseCsv(readFileSync(file, 'utf8').replace(/^\ufeff/, ''))
  return rows.map((row) => Object.fromEntries(titles.map((title, i) => [title, row[i] ?? ''])))
}

/** Texts of the cells of a sheet, in order, and whether anything in it is a formula. */
function sheet(file: string, name: string): { texts: string[]; formulas: number } {
  const files = unzipSync(readFileSync(file))
  const part = (path: string): Document => new DOMParser({ errorHandler: { warning: () => {}, error: (m: string) => assert.fail(m), fatalError: (m: string) => assert.fail(m) } }).parseFromString(strFromU8(files[path] ?? assert.fail(path)), 'text/xml') as unknown as Document
  const strings = Array.from(part('xl/sharedStrings.xml').getElementsByTagName('si'), (item) => item.textContent ?? '')
  const document = part(`xl/worksheets/${name}.xml`)
  const cells = Array.from(document.getElementsByTagName('c'))
  assert.ok(cells.every((each) => each.getAttribute('t') === 's' || each.textContent === ''), 'every cell is text')
  return { texts: cells.map((each) => (each.textContent === '' ? '' : (strings[Number(each.textContent)] ?? assert.fail()))), formulas: document.getElementsByTagName('f').length }
}

describe('rtm', () => {
  it('has a row a requirement, with the answer that the evidence bears out and the way to it', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'))
    const pack = openPack(join(root, 'pack'))
    await render(pack, 'rtm', root)
    const rows = csvOf(join(root, 'rtm.csv'))
    assert.deepEqual(rows.map((row) => [row['Requirement'], row['Level'], row['Response']]), [
      ['TIF-PDS-01', 'MUST', 'Not met'],
      ['TIF-PDS-04', 'MUST', 'Met'],
      ['C13E1', 'MUST', 'Met'],
      ['C13E2', 'MAY', 'Not shown'],
      ['SAF-07', 'MUST', 'For review'],
    ])
    const [failed = {}, inferred = {}] = rows
    assert.equal(failed['Evidence link'], 'requirements/TIF-PDS-01.html')
    assert.match(failed['Comment'] ?? '', /^Failed: Somebody else changed the address first \(features\/national-services\/pds-update\.feature:10\), the national record/)
    assert.match(inferred['Basis'] ?? '', /^Inferred\. The waiting time is our reading/)
    assert.match(failed['Source'] ?? '', /^PDS FHIR API https:/)
    assert.ok(rows.every((row) => row['Evidence seal'] === `sha256:${pack.verification.seal?.digest}`))
    await render(pack, 'html', root)
    assert.ok(rows.every((row) => readFileSync(join(root, row['Evidence link'] ?? ''), 'utf8').includes(row['Requirement'] ?? '?')), 'every link leads to its page')
  })

  it('says the same in the workbook as in CSV', async (t) => {
    const root = temporaryFolder(t)
    const file = await render(hostilePack(join(root, 'pack')), 'rtm', root)
    const rows = csvOf(join(root, 'rtm.csv'))
    const { texts, formulas } = sheet(file, 'sheet1')
    assert.equal(formulas, 0)
    assert.equal(rows.length, REQUIREMENTS.length + 1)
    assert.deepEqual(texts, [...Object.keys(rows[0] ?? {}), ...rows.flatMap((row) => Object.values(row))])
    const about = sheet(file, 'sheet2').texts
    assert.ok(about.some((text) => text.startsWith('sha256:')) && about.includes('Larkspur GP 4.2.0'))
  })

  it('calls nothing met in a pack that was touched or is incomplete', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'), undefined, { ended: false })
    await render(openPack(join(root, 'pack')), 'rtm', root)
    for (const row of csvOf(join(root, 'rtm.csv'))) {
      assert.ok(!row['Response']?.startsWith('Met'), row['Requirement'])
      assert.match(row['Comment'] ?? '', /^Do not rely on this: the run is incomplete\./)
    }
  })

  it('lets no cell be a formula', async (t) => {
    const formulas = ['=cmd|"/c calc"!A1', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1', '\r=1+1', '\n=1+1', '  =1+1', '\uff1d1+1', '\u200b=1+1', '"=1+1', 'x;=1+1', 'x; "=1+1', 'x\n=1+1']
    for (const formula of formulas) {
      const text = cell(formula)
      assert.ok(!/^\s*[=+\-@\uff1d]/.test(text), JSON.stringify(text))
      assert.ok(!/[;\n\t\r][\s"]*[=+\-@]/.test(text), JSON.stringify(text))
    }
    assert.equal(cell('=1+1'), "'=1+1")
    assert.equal(xlsxText('_x003D_1+1'), '_x005F_x003D_1+1')
    assert.equal(csvLine(['a "b"', 'c,d\r\ne']), '"a ""b""","c,d⟨U+000D⟩ e"\r\n')
    const root = temporaryFolder(t)
    const [first = assert.fail()] = REQUIREMENTS
    sealedPack(join(root, 'pack'), [], { requirements: formulas.map((formula, i) => ({ ...first, id: `X${i}`, title: formula, statement: formula, standard: formula, note: formula })) })
    const file = await render(openPack(join(root, 'pack')), 'rtm', root)
    const cells = [...csvOf(join(root, 'rtm.csv')).flatMap((row) => Object.values(row)), ...sheet(file, 'sheet1').texts]
    assert.deepEqual(cells.filter((text) => /^[\s]*[=+\-@\uff1d]/.test(text)), [])
  })
})
