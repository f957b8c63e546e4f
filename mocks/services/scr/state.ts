import type { Json } from './json.ts'

/** What a patient lets others do with the summary. `Yes` is a legacy value and means the same as `Ask`. */
export const PERMISSIONS = ['Yes', 'No', 'Ask'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** One General Practice Summary as it was uploaded. */
export interface Summary {
  /** The identifier under which it can be had: upper-case UUID. */
  id: string
  nhsNumber: string
  /** The summary that it replaced. */
  replaces?: string
  /** Epoch milliseconds. */
  receivedAt: number
  /** API key of whoever uploaded it, and how it was authorised. */
  applicationId: string
  grant: 'application' | 'healthcare-worker' | 'outside'
  bundle: Json
}

/** A privacy alert as it came, and who sent it. */
export interface Alert {
  receivedAt: number
  applicationId: string
  userId?: string
  nhsNumber: string
  /** ODS code of the organisation whose Privacy Officer is told. */
  organisation: string
  type: string
  reason: string
  resource: Json
}

export interface PatientState {
  /** Oldest first; the last is the current one. */
  summaries: Summary[]
  /** `Ask` for a patient who never said anything. */
  permission: Permission
  /** A number that Spine does not know. */
  unknown: boolean
}

/** Everything the Summary Care Record holds in one environment. */
export interface ScrState {
  patients: Map<string, PatientState>
  alerts: Alert[]
  /** X-Request-ID (with the application) of uploads that were taken in, and which summary they made. */
  accepted: Map<string, string>
  /** Requests a second an application may send; unlimited when absent. */
  requestsPerSecond?: number
  /** Instants (ms) of an application's requests within the last second. */
  recent: Map<string, number[]>
}

export function createState(): ScrState {
  return { patients: new Map(), alerts: [], accepted: new Map(), recent: new Map() }
}

/** What is known of a patient; made on first use, since Spine knows everybody. */
export function patientOf(state: ScrState, nhsNumber: string): PatientState {
  let patient = state.patients.get(nhsNumber)
  if (!patient) state.patients.set(nhsNumber, (patient = { summaries: [], permission: 'Ask', unknown: false }))
  return patient
}

/** The summary that counts. */
export function currentSummary(state: ScrState, nhsNumber: string): Summary | undefined {
  return state.patients.get(nhsNumber)?.summaries.at(-1)
}
