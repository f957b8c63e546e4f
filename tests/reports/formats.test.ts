import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, it } from 'node:test'
import { escape, externalLink, html } from '../../reports/formats/html/markup.ts'
import { requirementFile } from '../../reports/formats/html/links.ts'
import { bodyBlock } from '../../reports/formats/html/message.ts'
import { prettyJson } from '../../reports/formats/html/pretty-json.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { PLANS, REQUIREMENTS, sealedPack, temporaryFolder } from './fixture.ts'
import { browserOr } from './browser-or.ts'
import { HOSTILE, hostilePack, render } from './hostile.ts'

const pagesOf = (dir: string): string[] => readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))

/** The tags of a page. Text between them holds no `<` of its own, and scripts are left out; what looks like an attribute there is none. */
const tagsOf = (page: string): string => (page.replaceAll(/<script>[\s\S]*?<\/script>/g, '').match(/<[^<>]+>/g) ?? []).join('\n')

describe('html', () => {
  it('escapes what it is given, in content and in attributes', () => {
    const page = html`<p title="${HOSTILE}">${HOSTILE}${[HOSTILE, html`<b>${1}</b>`]}${undefined}${false}</p>`.html
    assert.ok(!/<(script|img|svg|style|iframe|base|meta|a)\b/.test(page))
    assert.ok(page.includes('⟨U+202E⟩') && page.includes('<b>1</b>') && !page.includes('\u0000'))
    assert.equal(escape(`<>&"'\``), '&lt;&gt;&amp;&quot;&#39;&#96;')
  })

  it('links to the web only', () => {
    assert.match(externalLink('https://digital.nhs.uk/x', 'x').html, /^<a href="https:\/\/digital\.nhs\.uk\/x" rel="noopener noreferrer">x<\/a>$/)
    for (const url of ['javascript:alert(1)', ' https://x', 'data:text/html,x', 'file:///etc/passwd', 'https://x y', '//x']) assert.ok(!externalLink(url, 't').html.includes('<a '), url)
  })

  it('makes file names of ids that cannot leave the folder', () => {
    assert.equal(requirementFile('TIF-PDS-01'), 'requirements/TIF-PDS-01.html')
    for (const id of ['../../etc/passwd', '..', 'a/b', 'a\\b', '', 'x'.repeat(200), 'C:x', 'a ', '.hidden']) assert.match(requirementFile(id), /^requirements\/[0-9a-f]{32}\.html$/)
  })

  it('shows JSON without changing a token of it', () => {
    const source = '{"a" : 1.50, "a":{"b/c":[ ],"d":[1e5,"x\\"y{,}:",null]},"e":{}}'
    const lines = prettyJson(source) ?? []
    assert.equal(lines.map(({ text }) => text.trim()).join('').replaceAll(': ', ':'), source.replaceAll(/\s/g, ''))
    assert.equal(lines.find(({ text }) => text.includes('1e5'))?.pointer, '/a/d/0')
    assert.equal(lines.find(({ text }) => text.includes('b/c'))?.pointer, '/a/b~1c')
    for (const broken of ['', '{', '{"a":}', 'text', '['.repeat(100_000)]) assert.equal(prettyJson(broken), undefined)
  })

  describe('of a pack', () => {
    const dir = temporaryFolder({ after })
    const report = join(dir, 'report')
    let pack: Pack
    before(async () => {
      pack = hostilePack(join(dir, 'pack'))
      await render(pack, 'html', report)
    })

    it('has a page for each requirement and scenario, all under a policy that lets nothing in', () => {
      const pages = pagesOf(report)
      assert.equal(pages.length, 4 + REQUIREMENTS.length + 1 + PLANS.length + 1)
      for (const page of pages) {
        const text = readFileSync(join(report, page), 'utf8')
        assert.match(text, /Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'sha256-/)
        assert.ok(text.includes(`sha256:${pack.verification.seal?.digest}`), `${page} names the seal`)
        assert.equal(text.match(/<script/g)?.length, 1, page)
        assert.ok(!/<[^>]*\son[a-z]+\s*=/i.test(tagsOf(text).replaceAll(/"[^"]*"/g, '""')), `${page} has an event handler`)
        assert.ok(!/\sstyle=/.test(tagsOf(text)) && !/(href|src)="[^"]*javascript:/i.test(tagsOf(text)), page)
      }
    })

    it('fetches nothing', () => {
      for (const file of readdirSync(join(report, 'assets'))) {
        if (file.endsWith('.css')) assert.ok(!/url\((?!data:|#)/.test(readFileSync(join(report, 'assets', file), 'utf8')), file)
      }
    })

    it('copies pictures that are pictures, and no others', () => {
      assert.deepEqual(readdirSync(join(report, 'assets')).filter((file) => !file.endsWith('.css')).length, 1)
      assert.ok(readdirSync(join(report, 'assets')).every((file) => /\.(css|png)$/.test(file)))
    })

    it('leads from the decision to requirement, scenario, check and exchange; every link leads somewhere', () => {
      const seen = new Set(pagesOf(report))
      for (const page of seen) {
        const text = tagsOf(readFileSync(join(report, page), 'utf8'))
        for (const [, href = ''] of text.matchAll(/href="([^"]*)"/g)) {
          if (/^https?:/.test(href) || href.endsWith('.css')) continue
          if (/^\.\.\/bodies\/[0-9a-f]{64}\.txt$/.test(href)) {
            assert.ok(existsSync(join(report, page, '..', href)), `${page}: ${href}`)
            continue
          }
          const [path = '', anchor] = href.split('?')[0] === href ? href.split('#') : [href.split('?')[0], href.split('#')[1]]
          const target = path === '' ? page : join(page, '..', path)
          assert.ok(seen.has(target), `${page}: ${href}`)
          if (anchor !== undefined && anchor !== '') assert.ok(readFileSync(join(report, target), 'utf8').includes(`id="${anchor}"`), `${page}: ${href}`)
        }
      }
      assert.match(readFileSync(join(report, 'index.html'), 'utf8'), /href="requirements\/TIF-PDS-01\.html"/)
      const requirement = readFileSync(join(report, 'requirements/TIF-PDS-01.html'), 'utf8')
      const [, scenario = ''] = /href="\.\.\/(scenarios\/[^"]+)">Somebody else/.exec(requirement) ?? []
      const text = readFileSync(join(report, scenario), 'utf8')
      for (const told of ['3 Harbour View, LS2 9JT', '14 Alder Close, LS1 6AE', 'shown by exchange 1', '<mark>if-match</mark>', 'Bearer [redacted:token]', 'PRECONDITION_FAILED']) assert.ok(text.includes(told), told)
    })

    it('in a real browser: nothing hostile acts, the list narrows down, printing opens what is folded', async (t) => {
      const browser = await browserOr((why) => t.skip(why))
      if (browser === undefined) return
      try {
        const page = await browser.newPage({ viewport: { width: 768, height: 1024 } })
        const complaints: string[] = []
        page.on('console', (message) => complaints.push(message.text()))
        page.on('pageerror', (error) => complaints.push(error.message))
        page.on('request', (request) => !request.url().startsWith('file:') && !request.url().startsWith('data:') && complaints.push(`requested ${request.url()}`))
        for (const file of pagesOf(report)) {
          await page.goto(pathToFileURL(join(report, file)).href)
          assert.equal(await page.evaluate(() => (window as { owned?: number }).owned), undefined, file)
          const wide = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('pre, .assay-scroll')).map((element) => `${element.tagName}.${element.className}`))
          assert.deepEqual(wide, [], `${file} is too wide at 768 px`)
        }
        assert.deepEqual(complaints, [])

        await page.goto(`${pathToFileURL(join(report, 'requirements.html')).href}?outcome=review`)
        assert.equal(await page.locator('[data-item]:visible').count(), 1)
        await page.getByLabel('Outcome').selectOption('')
        await page.getByLabel('Search').fill('optimistic')
        assert.match((await page.locator('[data-count]').textContent()) ?? '', /^1 of 6 shown$/)

        await page.goto(pathToFileURL(join(report, 'index.html')).href)
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
        assert.equal(await page.locator('details:not([open])').count(), 0)
      } finally {
        await browser.close()
      }
    })
  })

  it('shows of a document in base64 its beginning and its size', () => {
    const { html } = bodyBlock(JSON.stringify({ data: 'QUJD'.repeat(3_000_000), title: 'A letter' }), 'Body')
    assert.ok(html.includes(`"data": "${'QUJD'.repeat(16)}… (11999936 more characters in the pack)"`) && html.includes('"title": "A letter"'), html)
  })

  describe('of which a page shows the beginning of a body', () => {
    const DOCUMENT = JSON.stringify({ data: Buffer.from(`<script>window.owned=1</script>${'x'.repeat(3000)}`).toString('base64'), title: 'A letter' })
    const LONG = `<!DOCTYPE html><h1>Long</h1><script>window.owned=2</script>${'<p>text</p>'.repeat(8000)}`
    const dir = temporaryFolder({ after })
    const pack = join(dir, 'pack')
    const [plan = assert.fail()] = PLANS
    const exchange = plan.exchanges?.[0] ?? assert.fail()
    const answered = (id: string, body: string) => ({ ...exchange, id, response: { status: 200, headers: {}, body } })
    before(() => void sealedPack(pack, [{ ...plan, exchanges: [answered('x-1', DOCUMENT), answered('x-2', LONG), answered('x-3', DOCUMENT), answered('x-4', '{}')] }]))

    const rendered = async (out: string) => {
      await render(openPack(pack), 'html', out)
      const [file = assert.fail()] = readdirSync(join(out, 'scenarios'))
      const page = join(out, 'scenarios', file)
      const links = [...readFileSync(page, 'utf8').matchAll(/<a href="([^"]*)" download="([0-9a-f]{64}\.txt)">([^<]*), whole<\/a>: (\d+) bytes/g)].map(([, href = '', name = '', label = '', bytes]) => ({ file: join(page, '..', href), name, label, bytes: Number(bytes) }))
      return { page, links }
    }

    it('elsewhere leads to a copy of all of it, to the byte and once', async () => {
      const { links } = await rendered(join(dir, 'elsewhere'))
      assert.deepEqual(links.map(({ label }) => label), [1, 2, 3].map((number) => `Body of the response to request ${number}`))
      assert.deepEqual(links.map(({ file }) => readFileSync(file, 'utf8')), [DOCUMENT, LONG, DOCUMENT])
      assert.deepEqual(links.map(({ bytes }) => bytes), [DOCUMENT, LONG, DOCUMENT].map((text) => text.length))
      for (const { file, name } of links) assert.equal(name, `${createHash('sha256').update(readFileSync(file)).digest('hex')}.txt`)
      assert.equal(readdirSync(join(dir, 'elsewhere/bodies')).length, 2)
    })

    it('in its pack leads to the blob, and writes none twice but what a browser could take for a page without an ending to its name', async () => {
      const { links } = await rendered(join(pack, 'report'))
      assert.deepEqual(links.map(({ file }) => readFileSync(file, 'utf8')), [DOCUMENT, LONG, DOCUMENT])
      assert.deepEqual(links.map(({ file }) => relative(pack, dirname(file))), ['blobs', 'report/bodies', 'blobs'])
      assert.deepEqual(readdirSync(join(pack, 'report/bodies')), [links[1]?.name])
      assert.equal(openPack(pack).verification.status, 'valid')
    })

    it('has nothing in it act when it is opened, from either place', async (t) => {
      const browser = await browserOr((why) => t.skip(why))
      if (browser === undefined) return
      try {
        for (const out of [join(dir, 'elsewhere'), join(pack, 'report')]) {
          const { page: file } = await rendered(out)
          for (const number of [1, 2]) {
            const page = await browser.newPage()
            await page.goto(pathToFileURL(file).href)
            await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
            await page.getByRole('link', { name: `Body of the response to request ${number}, whole` }).click()
            await page.waitForURL(/[0-9a-f]{64}(\.txt)?$/)
            assert.deepEqual(await page.evaluate(() => [(window as { owned?: number }).owned, document.contentType, document.querySelectorAll('h1, script').length]), [undefined, 'text/plain', 0], out)
            assert.equal(await page.evaluate(() => document.body.innerText.length), number === 1 ? DOCUMENT.length : LONG.length)
            await page.close()
          }
        }
      } finally {
        await browser.close()
      }
    })
  })

  it('says on every page that a pack was touched, is not sealed, or is incomplete', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'touched'))
    writeFileSync(join(root, 'touched/results.json'), '{}')
    sealedPack(join(root, 'killed'), undefined, { ended: false })
    for (const [name, words] of [['touched', 'changed after it was sealed'], ['killed', 'This run is incomplete']] as const) {
      await render(openPack(join(root, name)), 'html', join(root, name, 'report'))
      for (const page of pagesOf(join(root, name, 'report'))) assert.ok(readFileSync(join(root, name, 'report', page), 'utf8').includes(words), `${name} ${page}`)
    }
  })
})

describe('junit', () => {
  /** The XML parser that xml-crypto brings; it stops at what is not well formed. */
  const { DOMParser } = createRequire(createRequire(import.meta.url).resolve('xml-crypto'))('@xmldom/xmldom') as { DOMParser: new (options: object) => { parseFromString: (text: string, type: string) => XMLDocument } }
  const strict = (text: string): XMLDocument => {
    const refuse = (message: unknown): never => assert.fail(String(message))
    return new DOMParser({ onError: (_level: string, message: string) => refuse(message), errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(text, 'text/xml')
  }

  it('is well formed whatever is in the pack, counts what it lists, and carries requirement ids', async (t) => {
    const root = temporaryFolder(t)
    const pack = hostilePack(join(root, 'pack'))
    const document = strict(readFileSync(await render(pack, 'junit', root), 'utf8'))
    const all = (name: string): Element[] => Array.from(document.getElementsByTagName(name))
    const top = document.documentElement
    assert.equal(all('testcase').length, 6)
    assert.deepEqual(['tests', 'failures', 'errors'].map((name) => top.getAttribute(name)), ['6', '2', '0'])
    assert.deepEqual([all('failure').length, all('error').length, all('skipped').length], [2, 0, 1])
    const ids = all('system-out').flatMap((output) => [...(output.textContent ?? '').matchAll(/^requirement: (.*)$/gm)].map(([, id]) => id))
    assert.ok(['TIF-PDS-01', 'TIF-PDS-04', 'C13E1', 'C13E2'].every((id) => ids.includes(id)))
    assert.ok(all('property').some((property) => property.getAttribute('value') === `sha256:${pack.verification.seal?.digest}`))
    assert.match(all('failure')[0]?.textContent ?? '', /expected: 3 Harbour View/)
  })

  it('shows as an error what went wrong outside the scenarios', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'), [], { ended: false })
    const xml = readFileSync(await render(openPack(join(root, 'pack')), 'junit', root), 'utf8')
    assert.match(xml, /errors="1"[\s\S]*<error message="The log ends before the run did\."/)
    strict(xml)
  })
})

describe('markdown', () => {
  it('puts the failures first and lets nothing in a pack be markup', async (t) => {
    const root = temporaryFolder(t)
    const text = readFileSync(await render(hostilePack(join(root, 'pack')), 'markdown', root), 'utf8')
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading)
    assert.deepEqual(headings, ['❌ Larkspur GP 4.2.0', 'Failed (2)', 'What the policy asks', 'Not run (1)', 'By standard'])
    assert.match(text, /expected 3 Harbour View, LS2 9JT, seen 14 Alder Close, LS1 6AE/)
    assert.ok(!/<[a-z!/]/i.test(text) && !/(?<!\\)\]\(/.test(text) && !text.includes('@everyone') && !text.includes('\u202e'))
  })
})

describe('allure', () => {
  it('makes results, and a report of them that calls nobody', async (t) => {
    const root = temporaryFolder(t)
    const pack = hostilePack(join(root, 'pack'))
    mkdirSync(join(root, 'out'))
    const page = readFileSync(await render(pack, 'allure', join(root, 'out')), 'utf8')
    assert.ok(!page.includes('googletagmanager') && page.includes('Content-Security-Policy'))
    const files = readdirSync(join(root, 'out/allure-results'))
    const all = files.filter((file) => file.endsWith('-result.json')).map((file) => JSON.parse(readFileSync(join(root, 'out/allure-results', file), 'utf8')))
    assert.deepEqual(all.map(({ status }) => String(status)).sort(), ['failed', 'failed', 'passed', 'passed', 'passed', 'skipped'])
    const labels = all.find(({ name }) => name === 'Somebody else changed the address first').labels as { name: string; value: string }[]
    for (const label of [{ name: 'requirement', value: 'TIF-PDS-01' }, { name: 'severity', value: 'critical' }, { name: 'outcome', value: 'failed' }]) assert.ok(labels.some(({ name, value }) => name === label.name && value === label.value), label.name)
    const sources = JSON.stringify(all).match(/"source":"([^"]+)"/g)?.map((source) => source.slice(10, -1)) ?? []
    assert.ok(sources.length > 0 && sources.every((source) => files.includes(source)))
    assert.equal(JSON.parse(readFileSync(join(root, 'out/allure/summary.json'), 'utf8')).stats.total, 6)
  })
})

describe('assay report', () => {
  const report = (...args: string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/assay.ts', 'report', ...args], { encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }

  it('renders what it is asked for, into the pack unless told otherwise, and leaves the seal good', (t) => {
    const root = temporaryFolder(t)
    const pack = join(root, 'pack')
    sealedPack(pack)
    const { code, out } = report(pack, '--format', 'html,junit,markdown', '--json')
    const { rendered } = JSON.parse(out) as { rendered: { format: string; entry: string }[] }
    assert.deepEqual([code, rendered.map(({ format }) => format)], [0, ['html', 'junit', 'markdown']])
    assert.deepEqual(readdirSync(join(pack, 'report')).filter((file) => /^(index\.html|junit\.xml|summary\.md)$/.test(file)).length, 3)
    assert.equal(openPack(pack).verification.status, 'valid')
    assert.match(report(pack, '--format', 'html,pdfx').err, /ASSAY_REPORT_UNKNOWN_FORMAT[\s\S]*pdfx/)
    assert.equal(report(pack, '--format', 'constructor').code, 2)
    assert.equal(report(join(root, 'nowhere')).code, 2)
  })

  it('renders a page for each of 1,000 scenarios', async (t) => {
    const root = temporaryFolder(t)
    const [plan = assert.fail()] = PLANS
    const many = Array.from({ length: 1000 }, (_, i) => ({ ...plan, name: `${plan.name} ${i}`, exchanges: [1, 2, 3].flatMap((n) => (plan.exchanges ?? []).slice(0, 1).map((exchange) => ({ ...exchange, id: `${i}-${n}` }))) }))
    sealedPack(join(root, 'pack'), many)
    await render(openPack(join(root, 'pack')), 'html', join(root, 'report'))
    assert.equal(readdirSync(join(root, 'report', 'scenarios')).length, 1000)
  })
})
