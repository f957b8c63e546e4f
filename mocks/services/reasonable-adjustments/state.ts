import type { Reply } from '../../kit/reply.ts'
import type { Readable, Resource } from './parts.ts'

/** One resource of somebody's record. */
export interface Entry {
  /** `<NHS number>.<UUID>` */
  id: string
  nhsNumber: string
  part: Readable
  version: number
  active: boolean
  /** As it is answered. */
  resource: Resource
}

/** A write that was accepted and takes effect later. */
export interface Pending {
  id: string
  /** How often the caller hears "not yet". */
  left: number
  retryAfter: number
  /** Carries the write out and gives its answer; absent when it is to fail. */
  settle?: () => Reply
  /** The answer, once there is one. */
  settled?: Reply
}

/** Writes that are to take their time. */
export interface Slow {
  nhsNumber: string
  polls: number
  retryAfter: number
  fails: boolean
}

export interface RaState {
  entries: Map<string, Entry>
  /** Answers to writes by X-Request-ID: a repetition is answered again and not carried out. */
  answered: Map<string, Reply>
  pending: Map<string, Pending>
  slow: Slow[]
}

export function createState(): RaState {
  return { entries: new Map(), answered: new Map(), pending: new Map(), slow: [] }
}

/** What a patient's record has of one part, oldest first. */
export function entriesOf(state: RaState, nhsNumber: string, part: Readable, active = true): Entry[] {
  return [...state.entries.values()].filter((entry) => entry.nhsNumber === nhsNumber && entry.part === part && entry.active === active)
}
