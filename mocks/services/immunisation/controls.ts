import type { Environment } from '../../kit/environment.ts'
import { makeEvent, type EventDescription } from './make-event.ts'
import { diseasesOf, TARGET_NAMES } from './targets.ts'
import { type Event, type ImmunisationState, type Operation } from './state.ts'

/** What others record, and what there is to see of it. */
export const controls = {
  /** Somebody else gives a vaccination and records it: a pharmacy, a school, a hospital. */
  putEvent(state: ImmunisationState, description: Omit<EventDescription, 'at'> & { at?: string }, environment: Environment): Event {
    if (diseasesOf(description.target).length === 0) throw new Error(`Failed to record a vaccination: saw vaccine type ${description.target}, expected one of ${TARGET_NAMES.join(', ')}.`)
    const at = description.at ?? new Date(environment.clock.now()).toISOString()
    const resource = makeEvent({ ...description, at }, state.random)
    const id = state.random.uuid()
    const [identifier] = resource['identifier'] as Event['identifier'][]
    const event: Event = { id, version: 1, deleted: false, target: description.target, nhsNumber: description.nhsNumber, identifier: identifier!, applicationId: 'elsewhere', resource: { ...resource, id } }
    state.events.set(id, event)
    return event
  },

  /** Whoever recorded an event corrects it: one version more. */
  changeEvent(state: ImmunisationState, { id, ...changes }: { id: string } & Record<string, unknown>): Event {
    const event = find(state, id)
    event.version++
    event.resource = { ...event.resource, ...changes }
    return event
  },

  /** Whoever recorded an event takes it back. */
  deleteEvent(state: ImmunisationState, { id }: { id: string }): void {
    find(state, id).deleted = true
  },

  /** Every event of a patient, deleted ones included, oldest record first. */
  listEvents(state: ImmunisationState, { nhsNumber }: { nhsNumber: string }): Event[] {
    return [...state.events.values()].filter((event) => event.nhsNumber === nhsNumber)
  },

  /** What an application may do, per vaccine type; those not named it may not touch. */
  setPermissions(state: ImmunisationState, { applicationId, permissions }: { applicationId: string; permissions: Record<string, Operation[]> }): void {
    state.permissions.set(applicationId, permissions)
  },
}

function find(state: ImmunisationState, id: string): Event {
  const event = state.events.get(id)
  if (!event) throw new Error(`Failed to find the vaccination event ${id}. There are: ${[...state.events.keys()].join(', ') || 'none'}.`)
  return event
}
