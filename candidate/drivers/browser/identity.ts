import type { Browser } from 'playwright-core'
import type { CandidateConfig } from '../../../config/candidate.ts'
import { done } from '../../port/answer.ts'
import type { IdentityVerbs, Session } from '../../port/identity.ts'
import { apiIdentity } from '../api/identity.ts'
import { createHttpClient, type CookieJar } from '../api/http.ts'
import type { Recorder } from '../recorder.ts'
import { handleOf, type SessionHandle } from '../session-handle.ts'
import { locate, type BrowserMap } from './browser-map.ts'
import { onPage } from './on-page.ts'

/** A tablet held upright, the narrowest screen that practices use. */
const VIEWPORT = { width: 820, height: 1100 }

interface Options {
  config: CandidateConfig
  map: BrowserMap
  browser: () => Promise<Browser>
  recorder: Recorder
}

/** Signs in by the pages: the candidate's, then the identity provider's. Everything else about a session is asked over the API. */
export function browserIdentity({ config, map, browser, recorder }: Options): IdentityVerbs {
  const http = createHttpClient({ baseUrl: config.baseUrl, ...(config.authority && { authority: config.authority }), requestMs: config.limits.requestMs, recorder })
  const api = apiIdentity(http)
  return {
    ...api,
    async signIn(worker, options = {}) {
      // What a person does with a second window or the back button is asked without a browser.
      if (options.turnBack || options.inBrowserOf) return api.signIn(worker, options)
      const context = await (await browser()).newContext({ viewport: VIEWPORT, ignoreHTTPSErrors: true, locale: 'en-GB', timezoneId: 'Europe/London' })
      context.setDefaultTimeout(config.limits.pageMs)
      const page = await context.newPage()
      const handle: SessionHandle = { jar: new Map(), screen: { context, page } }
      const session: Session = { worker, handle }
      await onPage('sign in', config.limits.pageMs, async () => {
        await page.goto(`${config.baseUrl}/sign-in`)
        await locate(page, map, 'identity', 'user').fill(worker.username)
        await locate(page, map, 'identity', 'continue').click()
        await page.waitForLoadState()
        if (page.url().includes('/sign-in/role') && options.roleId) {
          await page.locator(`input[type=radio][value="${CSS_ESCAPE(options.roleId)}"]`).check()
          await page.getByRole('button').last().click()
          await page.waitForLoadState()
        }
      })
      await copyCookies(handle)
      const details = await api.describe(session)
      if (details.ok) return done(session)
      const words = await onPage('read the page', config.limits.pageMs, () => locate(page, map, 'regions', 'main').innerText())
      await context.close()
      return { ...details, message: words.replaceAll(/\s+/g, ' ').trim() || details.message }
    },
    async signOut(session) {
      const { screen } = handleOf(session)
      if (!screen) return api.signOut(session)
      await onPage('sign out', config.limits.pageMs, () => locate(screen.page, map, 'controls', 'sign-out').click())
      return done(undefined)
    },
  }
}

/** Gives the API the browser's cookies: one session, two ways to use it. */
async function copyCookies({ jar, screen }: SessionHandle): Promise<void> {
  const origin = new URL(screen!.page.url()).origin
  const cookies = await screen!.context.cookies(origin)
  ;(jar as CookieJar).set(origin, new Map(cookies.map(({ name, value, httpOnly, secure, sameSite, expires }) => [name, { value, httpOnly, secure, sameSite, lasting: expires >= 0 }])))
}

/** Role ids are digits; anything else is refused rather than quoted. */
const CSS_ESCAPE = (text: string): string => text.replaceAll(/[^\w-]/g, '')
