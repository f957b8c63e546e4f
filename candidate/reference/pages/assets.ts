import { readFileSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Routes } from '../area.ts'
import { DESIGN_SYSTEM } from './pages.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
}

/** The design system's typeface lies on another site, which our pages do not ask: they use the next one in its list. */
const read = (file: string) =>
  extname(file) === '.css'
    ? new TextEncoder().encode(readFileSync(file, 'utf8').replaceAll(/@font-face\s*\{[^}]*\}/g, ''))
    : Uint8Array.from(readFileSync(file))

const OWN = fileURLToPath(new URL('assets', import.meta.url))

/** Styles, scripts and pictures, all from here: no page asks another site for anything. */
export function assets(routes: Routes): void {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const serve = (file: string) => {
    const bytes = kept.get(file) ?? read(file)
    kept.set(file, bytes)
    return new Response(bytes, {
      headers: { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'public, max-age=3600' },
    })
  }
  const within = (folder: string, path: string) => {
    const file = normalize(join(folder, path))
    return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) && extname(file) in TYPES ? file : undefined
  }
  routes.get('/assets/*', (context) => {
    const path = decodeURIComponent(context.req.path.slice('/assets/'.length))
    const file = path.startsWith('own/')
      ? within(OWN, path.slice('own/'.length))
      : /^nhsuk-frontend\.min\.(css|js)$/.test(path)
        ? join(DESIGN_SYSTEM, path)
        : within(join(DESIGN_SYSTEM, 'assets'), path)
    try {
      return file ? serve(file) : context.notFound()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return context.notFound()
      throw error
    }
  })
}
