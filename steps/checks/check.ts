import type { Finding } from '../../config/evidence.ts'
import type { JournalQuery } from '../../mocks/kit/journal.ts'
import type { ControlClient } from '../../mocks/control-client.ts'
import type { ServiceCall } from '../support/exchange.ts'

/** What a check may look at. */
export interface Sight {
  /**
   * Calls of the candidate in order: those since the first When, or with `from: 'beginning'` all of the scenario's.
   * What is read becomes part of the check's evidence.
   */
  calls(query: Omit<JournalQuery, 'since' | 'header'> & { from?: 'act' | 'beginning' }): Promise<ServiceCall[]>
  /** The outside world: national records as they stand. */
  outside: ControlClient['outside']
}

/** A named sentence that knows how to look. Which requirement it speaks for is said by the scenario's tags. */
export interface Check<Args> {
  name: string
  look(sight: Sight, args: Args): Promise<Finding[]>
}

/** What a look may come to: findings, or the falsy leftovers of conditions that did not hold. */
export type Found = Finding | false | undefined | null | ''

/**
 * Defines a check. It returns what is wrong (nothing: it passed) and never throws for the candidate's fault.
 *
 * @example
 * export const ensureNothingWasSent = check('nothing was sent to the national service', async ({ calls }, { service }: { service: string }) => {
 *   const sent = await calls({ service })
 *   return [sent.length > 0 && finding('something was sent', { expected: 'no call', seen: `${sent.length} calls`, at: sent[0] })]
 * })
 */
export function check<Args>(name: string, look: (sight: Sight, args: Args) => Promise<Found | readonly Found[]> | Found | readonly Found[]): Check<Args> {
  return {
    name,
    look: async (sight, args) => [(await look(sight, args)) as Found | Found[]].flat().filter((each): each is Finding => Boolean(each)),
  }
}

/** One thing that is not as it should be. `at` ties it to the call that shows it. */
export function finding(what: string, detail: { expected?: unknown; seen?: unknown; at?: ServiceCall | undefined } = {}): Finding {
  return {
    what,
    ...(detail.expected !== undefined && { expected: show(detail.expected) }),
    ...(detail.seen !== undefined && { seen: show(detail.seen) }),
    ...(detail.at && { exchange: detail.at.id }),
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
