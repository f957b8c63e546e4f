import type { Environment } from '../../kit/environment.ts'
import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'

/** What a supplier may do with a vaccine. */
export const OPERATIONS = ['create', 'read', 'update', 'delete', 'search'] as const
export type Operation = (typeof OPERATIONS)[number]

/** A vaccination that was recorded, with all that became of it. */
export interface Event {
  id: string
  /** Counts every change, reinstating included. */
  version: number
  deleted: boolean
  /** Vaccine type: `FLU`. */
  target: string
  nhsNumber: string | undefined
  identifier: { system: string; value: string }
  /** API key of whoever recorded it; `elsewhere` for another system. */
  applicationId: string
  resource: Json
}

export interface ImmunisationState {
  random: Random
  /** By id. */
  events: Map<string, Event>
  /** By application, the operations permitted per vaccine type; an application nobody spoke of may do all. */
  permissions: Map<string, Record<string, Operation[]>>
}

export function createState({ random }: Environment): ImmunisationState {
  return { random, events: new Map(), permissions: new Map() }
}

/** Whether an application may do something with a vaccine. */
export function permits({ permissions }: ImmunisationState, applicationId: string, operation: Operation, target: string): boolean {
  const own = permissions.get(applicationId)
  return own === undefined || (own[target] ?? []).includes(operation)
}

/** The event that a supplier has recorded under an identifier, deleted ones included. */
export function byIdentifier({ events }: ImmunisationState, system: unknown, value: unknown): Event | undefined {
  for (const event of events.values()) if (event.identifier.system === system && event.identifier.value === value) return event
  return undefined
}
