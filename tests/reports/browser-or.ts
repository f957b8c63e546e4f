import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { findBrowser } from '../../config/find-browser.ts'

/** A browser, or undefined after saying why there is none: a test of what it shows is skipped then. */
export async function browserOr(skip: (why: string) => void): Promise<Browser | undefined> {
  try {
    const { executable, args } = await findBrowser()
    return await chromium.launch({ executablePath: executable, args })
  } catch (error) {
    skip(`no browser here: ${error instanceof Error ? error.message.split('\n')[0] : error}`)
    return undefined
  }
}
