import type { Environment } from '../../kit/environment.ts'
import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'

/** A flag of a patient, and what gives it context. */
export interface PatientFlag {
  id: string
  nhsNumber: string
  code: string
  resource: Json
  /** Care plan and care team of a child protection flag. */
  details: Json[]
}

/** A flag that was taken away, and why. */
export interface Removal {
  nhsNumber: string
  code: string
  reason: string
  /** SDS user id; none where an application called. */
  userId?: string
}

export interface FlagsState {
  random: Random
  flags: PatientFlag[]
  removals: Removal[]
}

export function createState({ random }: Environment): FlagsState {
  return { random, flags: [], removals: [] }
}
