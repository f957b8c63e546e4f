import type { Browser } from 'playwright-core'
import { findBrowser } from '../../../config/find-browser.ts'
import type { Candidate } from '../../candidate.ts'
import type { DriverOptions } from '../driver.ts'
import { loadBrowserMap } from './browser-map.ts'
import { browserIdentity } from './identity.ts'
import { browserScreen } from './screen.ts'

/** Drives a candidate through its pages, by accessible role and label. What has no page goes through the API with the same session. */
export function browserDriver({ config, recorder }: DriverOptions): Partial<Candidate> {
  const map = loadBrowserMap(config.browserMap)
  let launched: Promise<Browser> | undefined
  // Started with the first scenario that looks at a page: most never do, and loading Playwright alone takes a quarter of a second.
  const browser = () => (launched ??= launch(config.limits.pageMs * 3))
  return {
    identity: browserIdentity({ config, map, browser, recorder }),
    screen: browserScreen({ config, map }),
    close: async () => {
      await (await launched)?.close()
    },
  }
}

async function launch(timeout: number): Promise<Browser> {
  const [{ chromium }, { executable, args }] = await Promise.all([import('playwright-core'), findBrowser()])
  return chromium.launch({ executablePath: executable, args, headless: true, timeout })
}
