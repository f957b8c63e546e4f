import { behaviour } from '../behaviour.ts'
import lists from './national-lists.json' with { type: 'json' }

/** What an appointment is for, nationally: one of the list, and the context type it belongs to. */
export interface NationalCategory {
  category: string
  context: string
}

export const CATEGORIES: readonly string[] = lists.categories
/** How patient and clinician meet, nationally. */
export const MODES: readonly string[] = lists.modes

/** The national category that a text names, word by word; undefined if it names none. Practices' own words are no categories. */
export const nationalCategory = behaviour('appointments.nationalCategory', (text: string): NationalCategory | undefined =>
  CATEGORIES.includes(text) ? { category: text, context: lists.context } : undefined,
)

/** The context type of a category of the list. */
export const contextOf = (_category: string): string => lists.context

/** Why an appointment was cancelled. Source: HL7 appointment-cancellation-reason, those that a GP practice uses. */
export const CANCELLATION_REASONS: Readonly<Record<string, string>> = {
  pat: 'Patient cancelled',
  'pat-fb': 'Patient feels better',
  'pat-dec': 'Patient has died',
  prov: 'Clinician not available',
  'oth-room': 'No room or equipment',
  'oth-err': 'Booked in error',
  other: 'Other reason',
}

/** How an appointment came to be booked. */
export const BOOKING_METHODS = { desk: 'At the desk', telephone: 'By telephone', online: 'Online' } as const
export type BookingMethod = keyof typeof BOOKING_METHODS

/** Why an appointment is booked more than fourteen days ahead, and for which categories that is reported. */
export const EXCEPTION_REASONS: Readonly<Record<string, string>> = lists.exceptionReasons
export const EXCEPTION_CATEGORIES: readonly string[] = lists.exceptionCategories
