import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { sameSecret } from '../same-secret.ts'
import { createPagesApi, type Shown } from './pages-api.ts'
import { asset } from './assets.ts'

/** Header in which the page says that it was opened by whoever started the hub. */
export const PAGE_KEY_HEADER = 'x-assay-page'

/** The hub's pages, for a person who develops against the services. */
export interface Pages {
  /** Where to go; the key stands behind the `#`, which a browser never sends anywhere. */
  url: string
  origin: string
  close(): Promise<void>
}

/**
 * Serves the pages on loopback only, on a port of their own: what a candidate gets the hub to answer must not share an origin with
 * what steers the hub. They have a key of their own, too; the control key never reaches a browser.
 *
 * Turned away are: other host names (DNS rebinding), other sites (by Origin and Sec-Fetch-Site), and whoever does not know the key.
 * The key is sent in a header, never in a cookie: cookies of a host go to all its ports, and a candidate may be on another.
 */
export async function startPages(shown: Shown, options: { port?: number } = {}): Promise<Pages> {
  const key = randomBytes(24).toString('base64url')
  const api = createPagesApi(shown)
  let hosts: readonly string[] = []

  const answer = async (request: Request): Promise<Response> => {
    const host = request.headers.get('host') ?? ''
    if (!hosts.includes(host)) return refuse(421, `These pages are at http://${hosts[0]} only.`)
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/api/')) return request.method === 'GET' || request.method === 'HEAD' ? asset(pathname) : refuse(405, 'Only GET.')
    const origin = request.headers.get('origin')
    const site = request.headers.get('sec-fetch-site')
    if ((origin !== null && origin !== `http://${host}`) || (site !== null && site !== 'same-origin')) return refuse(403, 'Another site has no business here.')
    if (!sameSecret(request.headers.get(PAGE_KEY_HEADER) ?? '', key)) return refuse(401, 'Open the address that the hub printed when it started.')
    return api.fetch(request)
  }
  const server = createServer(
    getRequestListener(async (request) => secured(await answer(request)), { overrideGlobalObjects: false }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const origin = `http://${hosts[0]}`
  return {
    url: `${origin}/#key=${key}`,
    origin,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Scripts, styles and connections of our own only; no way to turn text into markup; no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  // The empty icon: without one a browser asks for /favicon.ico.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

function secured(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set('content-security-policy', POLICY)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('cache-control', 'no-store')
  return new Response(response.body, { status: response.status, headers })
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status })
}
