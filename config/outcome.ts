/**
 * What can become of a requirement, a scenario, a step or a check. A closed union: every table, total and
 * policy speaks of these and of nothing else.
 *
 * - `passed`   what was asked was seen
 * - `failed`   the candidate did something else: its fault
 * - `error`    the set-up or the harness broke: never the candidate's fault
 * - `skipped`  could not be run (blocks a pass)
 * - `omitted`  does not apply to this candidate (does not block)
 * - `attested` a named person vouches for it
 * - `review`   waits for a person's judgement
 * - `waived`   failed or untested, and a policy accepts that until a date
 * - `untested` nothing verified it
 */
export const OUTCOMES = ['passed', 'failed', 'error', 'skipped', 'omitted', 'attested', 'review', 'waived', 'untested'] as const

export type Outcome = (typeof OUTCOMES)[number]

/** From the one that decides a summary to the one that yields to all others. */
const WORST_FIRST: readonly Outcome[] = ['failed', 'error', 'skipped', 'review', 'untested', 'waived', 'attested', 'passed', 'omitted']

/**
 * The outcome of a whole from the outcomes of its parts: the worst of them.
 * Nothing at all is `untested`, never a pass.
 */
export function summarise(parts: Iterable<Outcome>): Outcome {
  const seen = new Set(parts)
  return WORST_FIRST.find((outcome) => seen.has(outcome)) ?? 'untested'
}
