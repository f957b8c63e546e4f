import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { printView } from '../../reports/formats/pdf/print-view.ts'
import { decide } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { browserOr } from './browser-or.ts'
import { PLANS, sealedPack, temporaryFolder } from './fixture.ts'
import { hostilePack, render } from './hostile.ts'

const view = (pack: Pack): string => printView(pack, decide(pack.results, loadPolicy(), { now: new Date('2026-01-01'), verification: pack.verification }))

describe('pdf', () => {
  it('is tagged, has contents as bookmarks, a title and a language, and leads out of itself only to the web', async (t) => {
    const browser = await browserOr((why) => t.skip(why))
    if (browser === undefined) return
    await browser.close()
    const root = temporaryFolder(t)
    const bytes = readFileSync(await render(hostilePack(join(root, 'pack')), 'pdf', root))
    const text = bytes.toString('latin1')
    assert.ok(text.startsWith('%PDF-'))
    for (const part of [/\/Marked true/, /\/StructTreeRoot/, /\/Outlines/, /\/Lang \(en-GB\)/, /\/Title \(Assay evidence: Larkspur GP 4\.2\.0\)/, /\/Title \(What failed\)/]) assert.ok(part.test(text), String(part))
    assert.ok(!/\/(JavaScript|JS|Launch|EmbeddedFile)\b/.test(text), 'nothing in it acts')
    for (const [, target = ''] of text.matchAll(/\/URI \(([^)]*)\)/g)) assert.match(target, /^https?:/)
    const pages = text.match(/\/Type \/Page\b/g)?.length ?? 0
    assert.ok(pages >= 4 && pages < 20, `${pages} pages`)
  })

  it('prints from a page in which nothing hostile acts or is fetched, and every link leads somewhere', async (t) => {
    const browser = await browserOr((why) => t.skip(why))
    if (browser === undefined) return
    try {
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('request', (request) => complaints.push(`requested ${request.url()}`))
      await page.setContent(view(hostilePack(join(temporaryFolder(t), 'pack'))))
      assert.equal(await page.evaluate(() => (window as { owned?: number }).owned), undefined)
      assert.deepEqual(complaints, [])
      const astray = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? '').filter((href) => !/^https?:/.test(href) && document.getElementById(href.slice(1)) === null))
      assert.deepEqual(astray, [])
      const twice = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, i, all) => all.indexOf(id) !== i))
      assert.deepEqual(twice, [])
    } finally {
      await browser.close()
    }
  })

  it('stays a document that can be read when everything fails, and says first that a pack is not to be relied on', async (t) => {
    const root = temporaryFolder(t)
    const [plan = assert.fail()] = PLANS
    sealedPack(join(root, 'pack'), Array.from({ length: 300 }, (_, i) => ({ ...plan, name: `${plan.name} ${i}`, reason: 'x'.repeat(10_000) })), { ended: false })
    const html = view(openPack(join(root, 'pack')))
    assert.equal(html.match(/<article/g)?.length, 100)
    assert.match(html, /And 200 more/)
    assert.ok(html.length < 1_000_000, `${html.length} characters`)
    assert.ok(html.indexOf('the run is incomplete') > 0 && html.indexOf('the run is incomplete') < html.indexOf('Contents</h2>'))
  })
})
