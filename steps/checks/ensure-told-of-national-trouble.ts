import type { Answer, RefusalReason } from '../../candidate/port/answer.ts'
import { check } from './check.ts'
import { ensureRefused } from './ensure-refused.ts'

const REASONS: readonly RefusalReason[] = ['national-refused', 'national-unavailable', 'national-timeout', 'national-unreadable']

/** The user learns that it is the national service that did not do its part: neither that all is well, nor that there is nobody. */
export const ensureToldOfNationalTrouble = check('the user is told that the national service is in trouble', (sight, { answer }: { answer: Answer<unknown> | undefined }) =>
  ensureRefused.look(sight, { answer, reasons: REASONS, mentions: /PDS|Personal Demographics|Spine|national|NHS|ODS|Organisation Data/i }),
)
