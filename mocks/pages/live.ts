import { setTimeout as delay } from 'node:timers/promises'
import type { Environment } from '../kit/environment.ts'
import { traffic, type TrafficFilter, type TrafficLine } from './traffic.ts'
import { withoutToken } from './without-token.ts'

/** How often a page hears what is new. */
const EVERY_MS = 250
/** A sign of life when nothing happens, so that a page notices a hub that has gone. */
const HEARTBEAT_MS = 10_000
/** As many as a page shows at once; whatever came in between is a click on "Older" away. */
export const PAGE_OF_TRAFFIC = 100

/** What a page hears: exchanges that are new or have been answered since (newest first), and what else has changed. */
export interface LiveUpdate {
  lines: TrafficLine[]
  /** Position of the newest exchange, and how many of the oldest the journal has let go. */
  position: number
  dropped: number
  /** Time in the environment minus real time, ms. */
  clockOffset: number
  faults: Environment['faults']['waiting']
}

/**
 * Server-sent events of one environment, until the reader goes away or the environment is closed: `update` (a `LiveUpdate`) and
 * `closed` (why, where that is known). Looks at the journal a few times a second instead of being told of every call: calls must not pay for a page that watches.
 */
export function liveEvents(environmentOf: () => Environment | undefined, whyClosed: () => string | undefined, filter: TrafficFilter, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const unanswered = new Map<number, number>()
  const event = (name: string, data: unknown, token?: string) => encoder.encode(`event: ${name}\ndata: ${withoutToken(JSON.stringify(data), token)}\n\n`)
  const gone = new AbortController()
  const stopped = AbortSignal.any([signal, gone.signal])

  return new ReadableStream({
    async start(controller) {
      let position = -1
      let rest = ''
      let silentSince = Date.now()
      while (!stopped.aborted) {
        const environment = environmentOf()
        if (!environment) {
          controller.enqueue(event('closed', { why: whyClosed() }))
          controller.close()
          return
        }
        const { journal, faults, clock } = environment
        const answered = [...unanswered].flatMap(([seq, lookedFor]) => {
          const [line] = traffic(environment, 1, {}, { before: seq + 1, since: seq - 1 })
          // Answered at last; or reset, and then nothing will ever come. A minute is longer than any answer is held back.
          if (!line || line.status !== undefined || line.durationMs > 0 || Date.now() - lookedFor > 90_000) unanswered.delete(seq)
          return line && (line.status !== undefined || line.durationMs > 0) ? [line] : []
        })
        const fresh = journal.position === position ? [] : traffic(environment, PAGE_OF_TRAFFIC, filter, position < 0 ? {} : { since: position })
        for (const line of fresh) if (line.status === undefined && line.durationMs === 0) unanswered.set(line.seq, Date.now())
        const update: LiveUpdate = {
          lines: [...fresh, ...answered],
          position: journal.position,
          dropped: journal.dropped,
          clockOffset: clock.now() - Date.now(),
          faults: faults.waiting,
        }
        // The clock is read twice, a moment apart: a millisecond is no news.
        const state = JSON.stringify([update.position, Math.round(update.clockOffset / 1000), update.faults])
        if (update.lines.length || state !== rest) {
          controller.enqueue(event('update', update, environment.token))
          silentSince = Date.now()
        } else if (Date.now() - silentSince > HEARTBEAT_MS) {
          controller.enqueue(encoder.encode(': still here\n\n'))
          silentSince = Date.now()
        }
        position = journal.position
        rest = state
        await delay(EVERY_MS, undefined, { signal: stopped }).catch((error: unknown) => {
          if (!stopped.aborted) throw error
        })
      }
      if (!gone.signal.aborted) controller.close()
    },
    cancel: () => gone.abort(),
  })
}
