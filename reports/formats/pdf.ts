import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from '../../config/find-browser.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'
import { escape } from './html/markup.ts'
import { printView } from './pdf/print-view.ts'
import { plain } from './plain.ts'

/** Printing a thousand requirements takes seconds; beyond this something hangs. */
const LONGEST_MS = 180_000

/** What a reviewer files: decision, requirements and what failed, as a tagged PDF with contents and bookmarks, printed by a browser. */
export const format: Format = {
  name: 'pdf',
  summary: 'tagged PDF with contents: decision, requirements, what failed',
  render: async (pack, outDir, { decision }) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'report.pdf')
    const { executable, args } = await findBrowser()
    const browser = await chromium.launch({ executablePath: executable, args, headless: true, timeout: LONGEST_MS })
    try {
      // Nothing in a pack gets to run or to fetch, whatever the page's own policy may let through.
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true, locale: 'en-GB' })
      await context.route('**', (route) => route.abort())
      const page = await context.newPage()
      page.setDefaultTimeout(LONGEST_MS)
      await page.setContent(printView(pack, decision))
      await page.pdf({ path: entry, format: 'A4', tagged: true, outline: true, printBackground: true, displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer(`Run ${plain(pack.results.run.id, 80)}, seal ${sealNote(pack)}`), margin: { top: '16mm', bottom: '18mm', left: '14mm', right: '14mm' } })
    } finally {
      await browser.close()
    }
    return { entry, files: 1 }
  },
}

const footer = (text: string): string =>
  `<div style="width:100%;margin:0 14mm;font:6.5pt Arial,sans-serif;color:#4c6272;display:flex;justify-content:space-between"><span>${escape(text)}</span><span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`
