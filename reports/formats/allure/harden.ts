import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Makes the page that Allure generates fit for evidence: it must not call home (it comes with a web analytics tag that cannot be switched
 * off), and nothing that a candidate sent may run. The page keeps its own scripts, each named by its digest.
 *
 * @param seal what a rendered file says about the seal
 */
export function hardenAllurePage(file: string, seal: string): void {
  const page = readFileSync(file, 'utf8').replaceAll(ANALYTICS, '')
  const hashes = [...page.matchAll(INLINE_SCRIPT)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' data: blob:",
    "frame-src 'self' blob:",
    "media-src 'self' blob:",
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ')
  const head = `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}">\n    <meta name="assay-seal" content="${seal}">`
  writeFileSync(file, page.replace('<head>', () => head))
}

const ANALYTICS = /<script[^>]*googletagmanager[^>]*>\s*<\/script>\s*<script>[\s\S]*?gtag\('config'[\s\S]*?<\/script>/g
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
