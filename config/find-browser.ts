import { existsSync } from 'node:fs'
import { ProblemsError } from './problem.ts'

/** Where browsers are installed on the systems we know. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** A browser to drive: its executable, and the arguments that it needs to start. */
export interface Browser {
  executable: string
  args: string[]
}

/** Nothing but what the pages ask for goes over the network. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']

/**
 * Finds a Chromium: the one ASSAY_BROWSER names, an installed one, or the one that comes inside a package.
 *
 * @throws ProblemsError when there is none
 */
export async function findBrowser(): Promise<Browser> {
  const configured = process.env['ASSAY_BROWSER']
  const installed = configured ?? INSTALLED.find((path) => existsSync(path))
  if (installed !== undefined && existsSync(installed)) return { executable: installed, args: QUIET }
  if (configured === undefined && process.platform === 'linux') {
    const { default: chromium } = await import('@sparticuz/chromium')
    return { executable: await chromium.executablePath(), args: QUIET }
  }
  throw new ProblemsError([
    {
      code: 'ASSAY_BROWSER_MISSING',
      what: 'Failed to find a browser, which scenarios that look at pages and PDF reports need',
      place: configured === undefined ? 'this machine' : 'environment variable ASSAY_BROWSER',
      seen: configured ?? 'no Chromium or Chrome',
      remedy: 'Install Chromium or Chrome, or set ASSAY_BROWSER to its executable.',
    },
  ])
}
