import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findBrowser } from '../../../config/find-browser.ts'
import { createHubClient } from '../../../mocks/hub-client.ts'
import { startHub, type Hub } from '../../../mocks/hub.ts'
import type { Environment } from '../../../mocks/kit/environment.ts'
import { services } from '../../../mocks/services.ts'
import { PAGE_KEY_HEADER, startPages, type Pages } from '../../../mocks/pages/start-pages.ts'

let hub: Hub
let pages: Pages
let environment: Environment
let base: string
let key: string

before(async () => {
  hub = await startHub()
  environment = hub.open('dev')
  base = hub.urls.http + environment.prefix
  environment.identity.tokens.set('a-token', { kind: 'application', applicationId: 'mine', issuedAt: Date.now(), expiresAt: Date.now() + 3_600_000 })
  pages = await startPages({ urls: hub.urls, environments: hub.environments, closed: hub.closed, notes: [{ title: 'People PDS knows', lines: ['OKAFOR, Joan'] }] })
  key = pages.url.split('#key=')[1]!
})
after(async () => {
  await pages.close()
  await hub.close()
})

const ping = () => fetch(`${base}/oauth2/_ping`)

describe('the pages of the hub, of environments that others have opened,', () => {
  const ask = async (path: string) => (await fetch(`${pages.origin}/api${path}`, { headers: { [PAGE_KEY_HEADER]: key } })).text()

  test('show all but the token of the address', async () => {
    const guest = await createHubClient({ url: hub.urls.http, key: hub.controlKey }).open({ id: 'guest' })
    const token = guest.prefix.split('~')[1]!
    const jwt = `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify({ aud: hub.urls.http + guest.prefix })).toString('base64url')}.c2ln`
    await fetch(`${hub.urls.http}${guest.prefix}/nowhere?back=${encodeURIComponent(hub.urls.http + guest.prefix)}`, { method: 'POST', headers: { 'x-assertion': jwt, 'content-type': 'text/plain' }, body: `see ${guest.prefix}/there` })
    for (const path of ['/hub', '/environments/guest/traffic', '/environments/guest/exchanges/1']) {
      const text = await ask(path)
      assert.ok(text.includes('guest~(token)'), path)
      assert.ok(!text.includes(token) && !text.includes(jwt), path)
    }
    await guest.close()
    assert.match(await ask('/environments/guest/traffic'), /it was closed, since somebody with its key asked for that/)
    assert.deepEqual((JSON.parse(await ask('/hub')) as { closed: { id: string }[] }).closed.map(({ id }) => id), ['guest'])
  })
})

describe('the pages of the hub let in', () => {
  /** A request with headers that fetch would not let us set. */
  const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
      httpRequest(pages.origin + path, { method, headers }, (response) => {
        response.resume()
        resolve({ status: response.statusCode!, headers: response.headers })
      })
        .on('error', reject)
        .end()
    })

  test('whoever has the key, from the page itself', async () => {
    assert.equal((await ask('/api/hub', { [PAGE_KEY_HEADER]: key })).status, 200)
    assert.equal((await ask('/api/hub', { [PAGE_KEY_HEADER]: key, origin: pages.origin, 'sec-fetch-site': 'same-origin' })).status, 200)
  })

  test('nobody without it', async () => {
    assert.equal((await ask('/api/hub', {})).status, 401)
    assert.equal((await ask('/api/hub', { [PAGE_KEY_HEADER]: hub.controlKey })).status, 401)
    assert.equal((await ask('/api/environments/dev/clock', {}, 'PUT')).status, 401)
  })

  test('no other site, and no name that somebody points here', async () => {
    assert.equal((await ask('/api/hub', { [PAGE_KEY_HEADER]: key, origin: 'https://evil.example' })).status, 403)
    assert.equal((await ask('/api/hub', { [PAGE_KEY_HEADER]: key, origin: 'http://127.0.0.1:9900' })).status, 403)
    assert.equal((await ask('/api/hub', { [PAGE_KEY_HEADER]: key, 'sec-fetch-site': 'same-site' })).status, 403)
    for (const path of ['/', '/page.js', '/api/hub']) assert.equal((await ask(path, { [PAGE_KEY_HEADER]: key, host: `rebound.example:${new URL(pages.origin).port}` })).status, 421)
    assert.equal((await ask('/api/hub', { origin: 'https://evil.example', 'access-control-request-method': 'PUT' }, 'OPTIONS')).headers['access-control-allow-origin'], undefined)
  })

  test('nothing of the disk but their own files', async () => {
    for (const path of ['/../start-pages.ts', '/%2e%2e/start-pages.ts', '/page.js/../../live.ts', '/assets/page.js']) assert.equal((await ask(path, {})).status, 404)
  })

  test('with a policy that runs no script of others, on every answer', async () => {
    for (const path of ['/', '/page.js', '/api/hub', '/nowhere']) {
      const { headers } = await ask(path, {})
      assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'.*trusted-types 'none'/)
      assert.deepEqual([headers['cache-control'], headers['x-content-type-options'], headers['referrer-policy']], ['no-store', 'nosniff', 'no-referrer'])
    }
    const script = await (await fetch(`${pages.origin}/hub.js`)).text()
    assert.ok(!script.includes(key) && !script.includes(hub.controlKey))
  })

  test('faults and jumps of the clock only that can be', async () => {
    const send = (path: string, method: string, body: unknown) => fetch(`${pages.origin}/api/environments/dev${path}`, { method, headers: { [PAGE_KEY_HEADER]: key, 'content-type': 'application/json' }, body: JSON.stringify(body) })
    for (const fault of [null, { service: 'pds' }, { service: 'pds', kind: 'explosion' }, { service: 'constructor', kind: 'reset' }, { service: 'pds', kind: 'error', name: 'toString' }, { service: 'pds', kind: 'latency', ms: -1 }, { service: 'pds', kind: 'status', status: 99 }]) {
      assert.equal((await send('/faults', 'POST', fault)).status, 400, JSON.stringify(fault))
    }
    assert.deepEqual(environment.faults.waiting, [])
    assert.equal((await send('/clock', 'PUT', { advanceMs: 1e30 })).status, 400)
  })
})

describe('in a browser', () => {
  let browser: Browser
  let page: Page
  const problems: string[] = []
  before(async () => {
    const { executable, args } = await findBrowser()
    browser = await chromium.launch({ executablePath: executable, args })
    const context = await browser.newContext({ viewport: { width: 820, height: 1000 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: pages.origin })
    page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(pages.url)
    await page.getByRole('heading', { name: 'Traffic' }).waitFor()
  })
  after(() => browser.close())

  const rows = () => page.locator('tbody tr')

  test('the key leaves the address at once, and stays in this tab', async () => {
    assert.equal(page.url(), `${pages.origin}/#/traffic`)
    const { cookies } = await page.context().storageState()
    assert.deepEqual(cookies, [])
    const other = await page.context().newPage()
    await other.goto(pages.origin)
    await other.getByText('does not know the key').waitFor()
    await other.close()
    // What the browser says of the refusal in that other tab is not a problem of this one.
    problems.length = 0
  })

  test('a call appears as it is made, with the rule it broke, its clause and where', async () => {
    await fetch(`${base}/personal-demographics/FHIR/R4/Patient/9990000018`, { headers: { authorization: 'Bearer a-token', 'x-request-id': 'no-uuid' } })
    const row = rows().filter({ hasText: 'getPatient' })
    await row.waitFor()
    const [violation] = environment.journal.read({ service: 'pds' })[0]!.violations
    assert.ok(violation)
    const text = await row.innerText()
    for (const part of [violation.detail, violation.clause, violation.pointer!, '400']) assert.ok(text.includes(part), `${part} in ${text}`)
  })

  test('an exchange opens by keyboard, can be copied as curl, and closes where it was opened', async () => {
    await ping()
    await rows().filter({ hasText: 'ping' }).first().waitFor()
    await page.locator('tbody button').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /getPatient \(no\. 1\)/ }).waitFor()
    await page.getByRole('button', { name: 'Copy as curl' }).press('Enter')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const command = String(await page.evaluate('navigator.clipboard.readText()'))
    assert.match(command, /^curl .*'http:\/\/127\.0\.0\.1:\d+\/e\/dev\/personal-demographics[^]*--header 'x-request-id: no-uuid'/)
    await page.keyboard.press('Escape')
    await page.locator('#curl').waitFor({ state: 'hidden' })
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'getPatient')
  })

  test('what a candidate sends stays text', async () => {
    const hostile = `</script><script>window.owned=1</script><img src=x onerror="window.owned=2">\u202e`
    await fetch(`${base}/oauth2/${encodeURIComponent(hostile)}?${hostile.replaceAll('\u202e', '')}`, { method: 'POST', body: hostile, headers: { 'content-type': 'text/html', 'x-odd': `<svg onload=window.owned=3>` } })
    const row = rows().filter({ hasText: 'No such operation' }).first()
    await row.locator('button').click()
    await page.getByText('window.owned=1').first().waitFor()
    await page.getByText('svg onload').first().waitFor()
    assert.equal(await page.evaluate('window.owned'), undefined)
    await page.keyboard.press('Escape')
    await page.evaluate(`(() => { try { document.body.innerHTML = '<b>x</b>' } catch (error) { window.refused = error.name } })()`)
    assert.equal(await page.evaluate('window.refused'), 'TypeError', 'markup cannot be made from text at all')
    problems.length = 0
  })

  test('the list narrows to a service, to words and to broken rules', async () => {
    await page.getByLabel('Service', { exact: true }).selectOption('pds')
    await rows().filter({ hasText: 'ping' }).first().waitFor({ state: 'detached' })
    await rows().filter({ hasText: 'getPatient' }).waitFor()
    await page.getByLabel('Service', { exact: true }).selectOption('')
    await page.getByLabel('Broken rules only').check()
    await rows().filter({ hasText: 'No such operation' }).waitFor()
    await ping()
    await page.getByLabel('Operation, path, patient or status').fill('GETPATIENT')
    await rows().filter({ hasText: 'No such operation' }).waitFor({ state: 'detached' })
    assert.equal(await rows().count(), 1)
    await page.getByLabel('Operation, path, patient or status').fill('')
    await page.getByLabel('Broken rules only').uncheck()
    await rows().filter({ hasText: 'ping' }).first().waitFor()
  })

  test('a fault set on the page strikes the next call, which says so', async () => {
    await page.getByRole('link', { name: 'Faults and clock' }).click()
    await page.getByLabel('Service', { exact: true }).selectOption('oauth2')
    await page.getByLabel('Operation', { exact: true }).selectOption('ping')
    await page.getByLabel('What goes wrong').selectOption('status')
    await page.getByLabel('Status', { exact: true }).fill('503')
    await page.getByLabel('For how many calls').fill('2')
    await page.getByRole('button', { name: 'Set the fault' }).click()
    await page.getByText('2 more, met 0 so far').waitFor()
    assert.equal((await ping()).status, 503)
    await page.getByText('1 more, met 1 so far').waitFor()
    await page.getByRole('button', { name: 'Remove status at oauth2' }).click()
    await page.getByText('None.').waitFor()
    assert.equal((await ping()).status, 200)
    await page.getByLabel('Status', { exact: true }).fill('9')
    await page.getByRole('button', { name: 'Set the fault' }).click()
    await page.getByText('status is not a whole number from 200 to 599').waitFor()
    problems.length = 0
  })

  test('the clock moves, and every page says that it has', async () => {
    await page.getByLabel('Move by').fill('2')
    await page.getByLabel('Unit').selectOption('days')
    await page.getByRole('button', { name: 'Move the clock' }).click()
    await page.getByText('It is 2 d ahead of real time.').waitFor()
    await page.getByText('(clock moved)').waitFor()
    assert.ok(environment.clock.now() - Date.now() > 47 * 3_600_000)
    await page.getByRole('button', { name: 'Back to real time' }).click()
    await page.getByText('It shows real time.').waitFor()
  })

  test('every service has its address and its reference page', async () => {
    await page.getByRole('link', { name: 'Services', exact: true }).click()
    await page.getByText(`${base}/personal-demographics/FHIR/R4`, { exact: true }).waitFor()
    for (const { key, title } of Object.values(services)) {
      await page.evaluate(`location.hash = '#/services/${key}'`)
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0, `${key} runs off the screen`)
    }
    await page.getByRole('link', { name: 'All services' }).click()
    await page.getByText('OKAFOR, Joan').waitFor()
    await page.getByRole('link', { name: 'Personal Demographics Service (FHIR)' }).click()
    for (const text of ['updatePatient', 'INVALID_UPDATE', 'putPatient', 'amara.nwosu: GP, CIS2 AAL3', 'x-request-id']) await page.getByText(text, { exact: true }).first().waitFor()
    await page.getByRole('heading', { name: 'Inferred', exact: true }).waitFor()
    assert.match(await page.getByRole('row', { name: /^Error codes of these operations/ }).innerText(), /\d+ of \d+/)
  })

  test('ten thousand exchanges are no burden, the older ones are a click away, and nothing runs off the screen', async () => {
    for (let i = 0; i < 10_000; i++) {
      environment.journal.add({ service: 'pds', operation: 'getPatient', at: Date.now(), environmentTime: Date.now(), durationMs: 1, method: 'GET', url: `/personal-demographics/FHIR/R4/Patient/${'9'.repeat(i % 400)}?n=${i}`, headers: [], requestBody: undefined, reply: { status: 200, headers: {} }, violations: [], fault: undefined, subject: undefined, processed: true })
    }
    const started = Date.now()
    await page.getByRole('link', { name: 'Traffic' }).click()
    await rows().filter({ hasText: `no. ${environment.journal.position}` }).first().waitFor()
    assert.ok(Date.now() - started < 5000, `shown within five seconds, took ${Date.now() - started} ms`)
    assert.equal(await rows().count(), 100)
    await page.getByRole('button', { name: 'Older' }).click()
    await page.getByText('You are looking at older exchanges.').waitFor()
    assert.equal(await rows().count(), 100)
    assert.match(await rows().first().innerText(), new RegExp(`no\\. ${environment.journal.position - 100}\\b`))
    for (const width of [820, 1280]) {
      await page.setViewportSize({ width, height: 1000 })
      assert.ok((await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) === 0, `${width} px`)
    }
    await ping()
    await page.getByText('1 new exchange.').waitFor()
    await page.getByRole('button', { name: 'Show the newest' }).click()
    await rows().filter({ hasText: `no. ${environment.journal.position}` }).first().waitFor()
    assert.deepEqual(problems, [])
  })

  test('says when the environment is closed', async () => {
    hub.environments.delete('dev')
    await page.getByText('This environment was closed.').waitFor()
  })
})
