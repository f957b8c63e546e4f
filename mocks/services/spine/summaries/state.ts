import type { SpineState } from '../state.ts'
import type { Issue } from './codes.ts'

/** What access control lets others do with a summary. `Clear` takes back what was said: whoever looks has to ask. */
export const PERMISSIONS = ['Yes', 'No', 'Clear'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** One heading of the text of a summary. */
export interface Section {
  /** Id of the heading: `AllergiesHeader`. */
  code: string
  title: string
  text: string
}

/** What a summary says of itself. What is not there is not there. */
export interface SummaryFacts {
  id: string
  nhsNumber: string
  /** Ids of the summaries that it replaces, in capitals. */
  replaces: string[]
  author: { userId?: string; roleId?: string; name: string }
  /** What stands where the text names the practice. */
  practice: string
  sections: Section[]
}

/** A summary that the Spine keeps. */
export interface HeldSummary extends SummaryFacts {
  /** Epoch ms. */
  receivedAt: number
  /** GPSummary as it came, well formed by itself. */
  xml: string
}

export interface PatientSummaries {
  /** Oldest first; the last one counts. */
  held: HeldSummary[]
  permission: Permission
  /** A number that the Spine does not know. */
  unknown?: boolean
  /** What the Spine will find wrong with the next summary. */
  refuseNext?: readonly Issue[]
}

/** A message that brought a summary, and what became of it. */
export interface SentSummary {
  messageId: string
  conversationId: string
  nhsNumber: string
  /** Empty where the summary was taken. */
  issues: readonly Issue[]
  /** How often it came. */
  times: number
}

/** A patient of whom nothing was ever said is one whose summary may be looked at when they are asked. */
export function patientOf({ summaries }: SpineState, nhsNumber: string): PatientSummaries {
  let patient = summaries.get(nhsNumber)
  if (!patient) summaries.set(nhsNumber, (patient = { held: [], permission: 'Clear' }))
  return patient
}
