import type { AccessRule } from './access.ts'
import type { Call } from './call.ts'
import type { Reply } from './reply.ts'

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Looks at one thing the published service demands; throws a `Refusal` (see `refuse`) when it is not so. */
export type RequestCheck<State> = (call: Call<State>) => void

/** One operation of a published API. */
export interface Route<State = unknown> {
  /** Operation name, as the published document or the field calls it: `getPatient`, `A011-maintain-letter`. */
  operation: string
  method: Method
  /** Below the service's base path, parameters as `:name`: `/Patient/:id`. */
  path: string
  /** Who may call. Absent or empty: open. Checked by the service's `authorise` order (see `Service.admit`). */
  access?: readonly AccessRule[]
  /** What the real service checks before it looks at the matter itself, in its order. */
  requires?: readonly RequestCheck<State>[]
  /** The NHS number the request is about; lets faults and the journal find it. */
  subject?(call: Call<State>): string | undefined
  /** Does what the service does and answers. May throw a `Refusal`. */
  handle(call: Call<State>): Reply | Promise<Reply>
}

/** Identity function that gives a route its types. */
export function route<State>(definition: Route<State>): Route<State> {
  return definition
}
