import type { RefusalReason } from '../../candidate/port/answer.ts'

/** Reasons that say: e-RS did not do it, or nobody knows whether it did. */
export const NOT_CONFIRMED: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

/** Words that say: it may have been done, or not. */
export const UNKNOWN = /not know|unknown|unclear|not confirm|may have|cannot (say|tell)|whether/i
