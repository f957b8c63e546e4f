import type { AccessProblem } from './access.ts'
import type { Call } from './call.ts'
import type { Environment } from './environment.ts'
import type { Reply } from './reply.ts'
import type { Route } from './route.ts'

/**
 * What the outside world does to a service or sees of it, apart from its published API: a pharmacy downloads a
 * prescription, another organisation changes an address, a scenario reads the national record. Arguments and results
 * are JSON, since they travel through the hub's control API.
 */
export type Controls<State> = Record<string, (state: State, args: never, environment: Environment) => unknown>

/** One mocked national service: the published API, and nothing of scenarios. */
export interface Service<State = unknown, C extends Controls<State> = Controls<State>> {
  /** Short key, used in tags, journals and the catalogue of services: `pds`. */
  key: string
  title: string
  /** Base path of the published API: `/personal-demographics/FHIR/R4`. */
  basePath: string
  /** Where the published API is described. */
  spec: { title: string; url: string; version?: string }
  /** Makes the empty state of an environment. */
  state(environment: Environment): State
  routes: readonly Route<State>[]
  /** The documented errors by name, as a fault can ask for them. */
  errors: Record<string, (call: Call<State>) => Reply>
  /** The body this service answers when a caller is not let in. Required when any route has access rules. */
  refuseAccess?(problem: AccessProblem, call: Call<State>): Reply
  /** Headers that go on every answer (echoed X-Request-ID and the like). */
  everyReply?(call: Call<State>): Record<string, string>
  /** The answer to a path or method the published API does not have. 404 without a body otherwise. */
  unmatched?(call: Call<State>): Reply
  controls: C
  /** What it delivers to the candidate by itself (callbacks, messages into its mailbox), by name; see `deliver`. */
  deliveries?: readonly string[]
}

/** A service whose controls do not matter to the reader. */
export type AnyService<State = any> = Service<State, any>

/** Checks a definition for slips that would only show at run time, and returns it. */
export function defineService<State, C extends Controls<State>>(service: Service<State, C>): Service<State, C> {
  const operations = new Set<string>()
  for (const route of service.routes) {
    if (operations.has(route.operation)) throw new Error(`Failed to define service ${service.key}: operation ${route.operation} is there twice. Rename one.`)
    operations.add(route.operation)
    if (route.access?.length && !service.refuseAccess) throw new Error(`Failed to define service ${service.key}: ${route.operation} has access rules but the service has no refuseAccess. Add it.`)
  }
  return service
}
