import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { printView } from '../../reports/formats/pdf/print-view.ts'
import { compareResults } from '../../reports/pack/compare.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { hubsUsed } from '../../reports/pack/shared-hub.ts'
import { sealedPack, temporaryFolder } from './fixture.ts'
import { HOSTILE, render } from './hostile.ts'

const HUB = { assay: '0.1.0', services: 'a'.repeat(64), authority: 'b'.repeat(64) }

function packIn(dir: string, environment: object): Pack {
  sealedPack(dir, undefined, { environment })
  return openPack(dir)
}

/** What a reader sees first, by format. */
async function fronts(pack: Pack, out: string): Promise<[name: string, front: string][]> {
  const [html = '', markdown = ''] = await Promise.all(['html', 'markdown'].map(async (name) => readFileSync(await render(pack, name, out), 'utf8')))
  const pdf = printView(pack, undefined)
  return [['html', html], ['markdown', markdown.slice(0, markdown.indexOf('\n## '))], ['pdf', pdf.slice(0, pdf.indexOf('Contents</h2>'))]]
}

describe('a run that used a shared hub', () => {
  it('says so, and which, on the front of its reports; one with a hub of its own does not', async (t) => {
    const root = temporaryFolder(t)
    for (const [name, front] of await fronts(packIn(join(root, 'shared'), { sharedHub: HUB }), join(root, 'a'))) {
      assert.match(front.replaceAll('&#8203;', ''), /The run used a hub that others share: Assay 0\.1\.0, services sha256:a{64}, authority sha256:b{64}\./, name)
    }
    for (const [name, front] of await fronts(packIn(join(root, 'own'), {}), join(root, 'b'))) assert.ok(!front.includes('that others share'), name)
  })

  it('names the shards that did, by hub', () => {
    const other = { authority: 'c'.repeat(64) }
    const parts = [{ shard: '1/4', sharedHub: HUB }, { shard: '2/4' }, { shard: '3/4', sharedHub: other }, { shard: '4/4', sharedHub: HUB }]
    assert.deepEqual(hubsUsed({ parts }), [{ hub: HUB, shards: ['1/4', '4/4'] }, { hub: other, shards: ['3/4'] }])
  })

  it('is not believed to be what it is not', async (t) => {
    for (const environment of [undefined, null, [], 'x', { sharedHub: 'x' }, { sharedHub: {} }, { sharedHub: { authority: 1 } }, { parts: 'x' }, { parts: [null, 'x', { shard: 1 }] }]) assert.deepEqual(hubsUsed(environment), [])
    const root = temporaryFolder(t)
    for (const [name, front] of await fronts(packIn(join(root, 'pack'), { sharedHub: { assay: HOSTILE, services: HOSTILE, authority: HOSTILE } }), root)) assert.ok(!front.includes('<img src=x') && !front.includes('<script>window'), name)
  })

  it('compares as one with a hub of its own', (t) => {
    const root = temporaryFolder(t)
    const [shared, own] = [packIn(join(root, 'shared'), { sharedHub: HUB }), packIn(join(root, 'own'), {})]
    const { unlike, requirements, scenarios } = compareResults(own.results, shared.results)
    assert.deepEqual([unlike, requirements, scenarios], [[], [], []])
  })
})
