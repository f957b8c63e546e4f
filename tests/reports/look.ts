/**
 * For whoever works on the HTML report: renders the fixture (or a pack named on the command line) and takes pictures of it in a real browser.
 *
 * node tests/reports/look.ts OUT [PACK]
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { format } from '../../reports/formats/html.ts'
import { requirementFile, scenarioFile } from '../../reports/formats/html/links.ts'
import { decide } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import { openPack } from '../../reports/pack/open.ts'
import { sealedPack } from './fixture.ts'

const [out = 'look', given] = process.argv.slice(2)
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const dir = given ?? join(out, 'pack')
if (given === undefined) sealedPack(dir)
const pack = openPack(dir)
const decision = decide(pack.results, loadPolicy(), { now: new Date(), verification: pack.verification })
await format.render(pack, join(out, 'report'), { decision })

const told = pack.run.scenarios.find(({ outcome }) => outcome === 'failed') ?? pack.run.scenarios[0]
const pages = {
  decision: 'index.html',
  requirements: 'requirements.html',
  filtered: 'requirements.html?outcome=failed',
  scenarios: 'scenarios.html',
  about: 'about.html',
  requirement: requirementFile(told?.requirements[0] ?? ''),
  scenario: scenarioFile(told?.scenario ?? ''),
}
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox', '--disable-gpu'] })
for (const width of [1280, 820]) {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  page.on('console', (message) => console.log(`${width} ${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => console.log(`${width} page error: ${error.message}`))
  for (const [name, file] of Object.entries(pages)) {
    const [path = '', query] = file.split('?')
    const url = pathToFileURL(resolve(out, 'report', path)).href + (query === undefined ? '' : `?${query}`)
    await page.goto(url)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) console.log(`${width} ${name}: ${wide} px too wide`)
    await page.screenshot({ path: join(out, `${name}-${width}.png`), fullPage: true })
    if (width === 1280) await page.pdf({ path: join(out, `${name}.pdf`), format: 'A4' })
  }
  await page.close()
}
await browser.close()
