import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

/** Files of the pages, by path. Nothing else on the disk can be asked for. */
const OWN = new Map(['/index.html', '/page.css', '/page.js', '/dom.js', '/hub.js', '/traffic.js', '/exchange.js', '/services.js', '/steering.js'].map((path) => [path, new URL(`./assets${path}`, import.meta.url)]))

/** Style sheet, script or page. The design system's typeface and icons lie elsewhere and are left out: a page asks no other site for anything. */
export function asset(path: string): Response {
  const name = path === '/' ? '/index.html' : path
  const type = TYPES[extname(name)]
  if (name === '/nhsuk.css') return new Response(designSystem(), { headers: { 'content-type': TYPES['.css']! } })
  const file = OWN.get(name)
  if (!file || type === undefined) return new Response(null, { status: 404 })
  return new Response(readFileSync(file), { headers: { 'content-type': type } })
}

let css: string | undefined

function designSystem(): string {
  return (css ??= readFileSync(createRequire(import.meta.url).resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css'), 'utf8')
    .replaceAll(/@font-face\s*\{[^}]*\}/g, '')
    .replaceAll(/url\(\/assets\/[^)]*\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, ''))
}
