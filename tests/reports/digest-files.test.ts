import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { beginDigests } from '../../reports/pack/digest-files.ts'
import { parseJson } from '../../reports/pack/parse-json.ts'
import { sha256 } from '../../reports/pack/sha256.ts'
import { temporaryFolder } from './fixture.ts'

describe('digesting many files', () => {
  for (const many of [10, 3_000]) {
    it(`has the digest of each of ${many}, whoever of the threads takes it`, (t) => {
      const dir = temporaryFolder(t)
      const names = Array.from({ length: many }, (_, n) => `file-${n}`)
      for (const name of names) writeFileSync(join(dir, name), `content of ${name}`)
      const end = beginDigests(dir, names)
      // Time for the thread to take some.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, many > 10 ? 150 : 0)
      assert.deepEqual([...end()], names.map((name) => [name, sha256(`content of ${name}`)]))
    })

    it(`says that a file cannot be read, one of ${many}`, (t) => {
      const dir = temporaryFolder(t)
      const names = Array.from({ length: many }, (_, n) => `file-${n}`)
      for (const name of names.slice(1)) writeFileSync(join(dir, name), name)
      const end = beginDigests(dir, names)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, many > 10 ? 150 : 0)
      assert.throws(end, /ENOENT.*file-0/)
    })
  }
})

describe('JSON of a stranger', () => {
  const deep = (brackets: number): string => `${'['.repeat(brackets)}${']'.repeat(brackets)}`

  it('counts brackets, not those in strings, however their quotes are escaped', () => {
    for (const text of ['[', '"[', '\\', '\\"[', 'a\\\\"{{', '']) {
      const value = [text.repeat(100), { [text.repeat(70)]: [] }]
      assert.deepEqual(parseJson(JSON.stringify(value)), value)
      assert.throws(() => parseJson(`[${JSON.stringify(text)}, ${deep(64)}]`), /brackets within brackets/)
    }
    assert.throws(() => parseJson('["['), SyntaxError)
  })
})
