import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { CandidateConfig } from '../../../config/candidate.ts'
import { CandidateFault, VerbNotOffered } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { ScreenVerbs } from '../../port/screen.ts'
import { handleOf } from '../session-handle.ts'
import { addressOf, locate, type BrowserMap } from './browser-map.ts'
import { onPage } from './on-page.ts'

/** Looks at pages and uses them, by the names of the map. */
export function browserScreen({ config, map }: { config: CandidateConfig; map: BrowserMap }): ScreenVerbs {
  const limit = config.limits.pageMs
  return {
    async open(session, place, of = {}) {
      const page = pageOf(session)
      const address = addressOf(map, place, of)
      await onPage(`open the ${place} page`, limit, async () => {
        const response = await page.goto(config.baseUrl + address)
        handleOf(session).screen!.cacheControl = response?.headers()['cache-control'] ?? ''
        if (response && response.status() >= 500) throw new CandidateFault(`The ${place} page (${address}) answered with status ${response.status()}.`)
      })
    },
    async read(session, region) {
      const found = locate(pageOf(session), map, 'regions', region)
      if (!(await found.isVisible())) return undefined
      return onPage(`read the ${region}`, limit, async () => (await found.innerText()).replaceAll(/\s+/g, ' ').trim())
    },
    async box(session, region) {
      const page = pageOf(session)
      const found = locate(page, map, 'regions', region)
      if (!(await found.isVisible())) return undefined
      const box = await onPage(`see the ${region}`, limit, () => found.boundingBox())
      return box ? { ...box, viewport: page.viewportSize()! } : undefined
    },
    async type(session, field, text) {
      const found = locate(pageOf(session), map, 'fields', field)
      await onPage(`type into ${field}`, limit, async () => {
        await found.fill('')
        await found.pressSequentially(text)
      })
    },
    async value(session, field) {
      const found = locate(pageOf(session), map, 'fields', field)
      if (!(await found.isVisible())) return undefined
      return onPage(`read the field ${field}`, limit, () => found.inputValue())
    },
    async press(session, control) {
      const page = pageOf(session)
      await onPage(`press ${control}`, limit, async () => {
        await locate(page, map, 'controls', control).click()
        await page.waitForLoadState()
      })
    },
    // Without no-store the back button may show what the browser has kept (RFC 9111, 4.2.4 and 6).
    mayKeep: async (session) => !/\bno-store\b/i.test(handleOf(session).screen?.cacheControl ?? ''),
    async back(session) {
      const page = pageOf(session)
      await onPage('go back', limit, async () => {
        await betweenDocuments(limit, () => page.goBack())
        await page.waitForLoadState()
      })
    },
    async offers(session, control) {
      const found = locate(pageOf(session), map, 'controls', control)
      return (await found.isVisible()) && (await found.isEnabled())
    },
    async scrollDown(session) {
      const page = pageOf(session)
      await onPage('scroll', limit, () => page.evaluate('window.scrollTo(0, document.body.scrollHeight)'))
    },
    outline: (session) => onPage('hear the page', limit, () => pageOf(session).locator('body').ariaSnapshot()),
    picture: (session) => onPage('take a picture', limit, () => pageOf(session).screenshot({ type: 'png' })),
    leave: async (session) => {
      await handleOf(session).screen?.context.close()
    },
  }
}

function pageOf(session: Session): Page {
  const { screen } = handleOf(session)
  if (!screen) throw new VerbNotOffered('screen', 'this session was not opened in a browser; tag the scenario @ui')
  return screen.page
}

/** While one document gives way to the next, Chromium has no history to ask for; a person would not notice. */
async function betweenDocuments<T>(limitMs: number, act: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + limitMs; ; ) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('Not attached to an active page') || Date.now() > end) throw error
      await setTimeout(50)
    }
  }
}
