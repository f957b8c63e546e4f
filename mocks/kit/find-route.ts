import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'
import type { Route } from './route.ts'
import type { AnyService } from './service.ts'

/** The service and the route a call is for; no route when the published API has none, no service when none lives there. */
export interface Target {
  service: AnyService | undefined
  route: Route | undefined
  params: Readonly<Record<string, string>>
}

/** Finds what a method and a path (without query) are for. */
export type FindRoute = (method: string, path: string) => Target

const NO_PARAMS: Readonly<Record<string, string>> = {}
const NOWHERE: Target = { service: undefined, route: undefined, params: NO_PARAMS }

/**
 * Builds the look-up for a set of services. The first part of the path says which services it may be; each has a router of
 * its own, so that neither many services nor one with awkward paths slow the others down.
 */
export function routeFinder(services: readonly AnyService[]): FindRoute {
  const byFirstSegment = Map.groupBy(
    [...services].sort((a, b) => b.basePath.length - a.basePath.length).map((service) => ({ service, router: routerOf(service) })),
    ({ service }) => firstSegment(service.basePath),
  )
  return (method, path) => {
    const home = byFirstSegment.get(firstSegment(path))?.find(({ service: { basePath } }) => path.startsWith(basePath) && (path.length === basePath.length || path[basePath.length] === '/'))
    if (!home) return NOWHERE
    const { service, router } = home
    const [matches, stash] = router.match(method, path.slice(service.basePath.length) || '/') as [unknown[], string[] | undefined]
    const first = matches[0] as [Route, Record<string, string | number>] | undefined
    if (!first) return { service, route: undefined, params: NO_PARAMS }
    const params: Record<string, string> = {}
    for (const [name, value] of Object.entries(first[1])) params[name] = decode(typeof value === 'number' ? (stash?.[value] ?? '') : value)
    return { service, route: first[0], params }
  }
}

function routerOf(service: AnyService): SmartRouter<Route> {
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] })
  for (const route of service.routes) router.add(route.method, route.path, route)
  return router
}

function firstSegment(path: string): string {
  const end = path.indexOf('/', 1)
  return end < 0 ? path : path.slice(0, end)
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
