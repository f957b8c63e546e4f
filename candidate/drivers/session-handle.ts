import type { BrowserContext, Page } from 'playwright-core'
import type { Session } from '../port/identity.ts'
import type { CookieJar } from './api/http.ts'

/** Where the drivers that come with Assay keep a session: cookies for the API, and a page where there is a browser. */
export interface SessionHandle {
  jar: CookieJar
  /** `cacheControl`: what came with the page that was opened last. */
  screen?: { context: BrowserContext; page: Page; cacheControl?: string }
}

export function handleOf(session: Session): SessionHandle {
  return session.handle as SessionHandle
}
