import type { RefusalReason } from '../../candidate/port/answer.ts'

/** What a sentence about a refusal asks of it: the reason, and words of which one has to be there. */
interface Told {
  reasons: readonly RefusalReason[]
  mentions: RegExp
}

/** Whoever comes second. */
export const TAKEN: Told = { reasons: ['changed-meanwhile', 'rule', 'already-done'], mentions: /taken|free|book|available|block/i }

/** What each sentence about a refusal asks of the words that the user sees. */
export const TOLD: Record<string, Told> = {
  'that the slot is taken': TAKEN,
  'that the patient has another appointment at that time': { reasons: ['rule', 'already-done'], mentions: /another|other appointment|same time|at that time|clash|overlap/i },
  'that the time has passed': { reasons: ['rule', 'invalid'], mentions: /pass|past|later|over|earlier/i },
  'that the patient is not registered here any more': { reasons: ['rule'], mentions: /left|registered|inactive|deduct/i },
  'that the patient has died': { reasons: ['rule'], mentions: /died|dead|death|deceased/i },
  'to choose how the patient is met': { reasons: ['invalid', 'rule'], mentions: /mode|met|meet|face|telephone/i },
  'to give the reason': { reasons: ['invalid', 'rule'], mentions: /reason|why|what/i },
  'that a patient is booked into the slot': { reasons: ['rule', 'already-done', 'changed-meanwhile'], mentions: /book|patient|appointment/i },
  'that the appointment has changed meanwhile': { reasons: ['changed-meanwhile'], mentions: /chang|updat|newer|meanwhile/i },
  'that it is too early': { reasons: ['rule'], mentions: /early|not come|not yet|future|before/i },
  'that the patient has arrived': { reasons: ['rule'], mentions: /arriv|attend/i },
  'that the appointment is cancelled': { reasons: ['rule', 'already-done'], mentions: /cancel/i },
  'that patients are booked into it': { reasons: ['rule'], mentions: /book|patient|appointment/i },
  'to choose a national category': { reasons: ['invalid', 'rule'], mentions: /categor/i },
  'that the clinician has a session at that time': { reasons: ['rule', 'already-done'], mentions: /session|overlap|clash|another/i },
  'that sessions are to be held there': { reasons: ['rule'], mentions: /session|appointment|use/i },
  'that somebody with that id is on record': { reasons: ['already-done', 'rule'], mentions: /already|record|exist|id/i },
  'that the clinician has left': { reasons: ['invalid', 'rule', 'not-found'], mentions: /left|leav|not work|no longer|active/i },
}
