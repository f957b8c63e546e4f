import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { FORMATS } from '../../reports/formats/index.ts'
import { openPack } from '../../reports/pack/open.ts'
import { REQUIREMENTS, sealedPack, temporaryFolder } from './fixture.ts'
import { render } from './hostile.ts'

/** Those that start a browser or another program have tests of their own for that. */
const IN_PROCESS = Object.keys(FORMATS).filter((name) => name !== 'pdf' && name !== 'allure')

describe('every format', () => {
  it('is named as it is registered, and is listed in the help, the README and docs/pack.md', async () => {
    const { stdout } = spawnSync(process.execPath, ['cli/assay.ts', 'report', '--help'], { encoding: 'utf8' })
    const [readme, doc] = ['README.md', 'docs/pack.md'].map((file) => readFileSync(file, 'utf8'))
    const listed = (text = '', pattern: RegExp): string[] => (pattern.exec(text)?.[1] ?? assert.fail(String(pattern))).split(/,\s*/).sort()
    const names = Object.keys(FORMATS).sort()
    for (const name of names) {
      const { format } = await (FORMATS[name] ?? assert.fail(name))()
      assert.equal(format.name, name)
      assert.match(stdout, new RegExp(`^  ${name} +\\S`, 'm'))
    }
    assert.deepEqual(listed(readme, /formats\/ \(([^)]*)\)/), names)
    assert.deepEqual(listed(doc, /`assay report PACK --format ([^`]*)`/), names)
    const [, table = ''] = /\| format \| file \| for \|\n(.*?)\n\n/s.exec(doc ?? '') ?? []
    assert.deepEqual([...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name).sort(), names)
  })

  it('stands texts of any length and characters that no text should have', async (t) => {
    const root = temporaryFolder(t)
    const [first = assert.fail()] = REQUIREMENTS
    const odd = ['x'.repeat(300_000), '\ud800', '\u0000\u0001\u001b[2J', '\u202e\u2066\u200b', '\ufffe\uffff', '', ' ', '\n\n', '\u{e0041}\u{1f468}\u200d\u{1f469}', '__proto__', '%s%n{0}', '../'.repeat(200)]
    // A reader takes no other ids.
    const idOf = (text: string): string => text.slice(0, 100) || 'none'
    const requirements = odd.map((text) => ({ ...first, id: idOf(text), title: text, statement: text, standard: text, standardTitle: text, area: text, note: text, source: { name: text, url: text } }))
    sealedPack(join(root, 'pack'), odd.map((text, i) => ({ name: `${i}${text}`, requirements: [idOf(text)], outcome: 'failed', reason: text, tags: [text], findings: [{ what: text, expected: text, seen: text }] })), { requirements })
    const pack = openPack(join(root, 'pack'))
    assert.equal(pack.verification.status, 'valid')
    for (const name of IN_PROCESS) assert.ok(existsSync(await render(pack, name, join(root, name))), name)
  })
})
