import assert from 'node:assert/strict'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { suite, type TestContext } from 'node:test'
import { readThroughCache } from '../../config/catalogue-cache.ts'
import { temporaryFolder } from './temporary-folder.ts'

function setUp(context: TestContext): { folder: string; cache: string; code: string; reads: () => number; read: () => Promise<string[]> } {
  const folder = temporaryFolder(context, { 'a.yaml': 'one', 'b.yml': 'two', 'notes.md': 'three' })
  const elsewhere = temporaryFolder(context, { 'code.ts': '1' })
  const cache = join(elsewhere, 'deep', 'cache.json')
  const code = join(elsewhere, 'code.ts')
  let reads = 0
  const read = (): Promise<string[]> => readThroughCache(folder, [code], cache, async () => [`read ${++reads}`])
  return { folder, cache, code, reads: () => reads, read }
}

suite('the cache of the catalogue', () => {
  test('spares a second reading', async (context) => {
    const { read, reads } = setUp(context)
    assert.deepEqual(await read(), ['read 1'])
    assert.deepEqual(await read(), ['read 1'])
    assert.equal(reads(), 1)
  })

  for (const [what, change] of [
    ['a file changes', ({ folder }) => writeFileSync(join(folder, 'a.yaml'), 'other')],
    ['a file is added', ({ folder }) => writeFileSync(join(folder, 'c.yaml'), '')],
    ['a byte moves from one file to the next', ({ folder }) => (writeFileSync(join(folder, 'a.yaml'), 'onet'), writeFileSync(join(folder, 'b.yml'), 'wo'))],
    ['the code that reads changes', ({ code }) => writeFileSync(code, '2')],
    ['the cache is torn', ({ cache }) => writeFileSync(cache, '{"key": "ab')],
  ] as [string, (set: ReturnType<typeof setUp>) => void][]) {
    test(`reads anew when ${what}`, async (context) => {
      const set = setUp(context)
      await set.read()
      change(set)
      assert.deepEqual(await set.read(), ['read 2'])
      assert.deepEqual(await set.read(), ['read 2'])
    })
  }

  test('does not keep what failed', async (context) => {
    const { folder, code, cache } = setUp(context)
    const failing = (): Promise<string> => readThroughCache(folder, [code], cache, () => Promise.reject(new Error('broken')))
    await assert.rejects(failing(), /broken/)
    assert.equal(await readThroughCache(folder, [code], cache, async () => 'mended'), 'mended')
  })

  test('is not needed', { skip: process.getuid?.() === 0 ? 'left out: root may write everywhere' : false }, async (context) => {
    const { folder, code } = setUp(context)
    const locked = temporaryFolder(context, {})
    chmodSync(locked, 0o500)
    const cache = join(locked, 'cache.json')
    assert.equal(await readThroughCache(folder, [code], cache, async () => 'read'), 'read')
    assert.equal(await readThroughCache(folder, [code], cache, async () => 'again'), 'again')
  })
})
