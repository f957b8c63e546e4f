import { closeSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ExchangeHead, PackEvent } from './events.ts'
import { BrokenLog, readPlacedEvents } from './read-events.ts'
import type { LinePlace } from './read-events.ts'
import { replay } from './replay.ts'
import type { ExchangeStore, RunHistory } from './replay.ts'
import { sha256 } from './sha256.ts'
import type { LogEnd } from './statement.ts'

export interface ReplayedLog {
  /** As far as the log can be read; absent when that is nowhere. */
  run?: RunHistory
  /** Why it could not be read to its end. */
  broken?: BrokenLog
  /** Of what could be read. */
  end: LogEnd
}

/**
 * Plays back the log in a file. Its exchanges stay there: the history reads them when somebody looks, so that it takes as little memory as
 * the results do.
 *
 * @param see is shown every event that can be read
 */
export function replayLog(path: string, see: (event: PackEvent) => void = () => {}): ReplayedLog {
  const absolute = resolve(path)
  let broken: BrokenLog | undefined
  let last: { event: PackEvent; place: LinePlace } | undefined
  function* untilBroken(): Generator<PackEvent> {
    try {
      for (last of readPlacedEvents(path)) {
        see(last.event)
        yield last.event
      }
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error
      broken = error
    }
  }
  try {
    const run = replay(untilBroken(), exchangesIn(absolute, () => last!.place))
    return { run, ...(broken === undefined ? {} : { broken }), end: { lines: last!.event.seq, head: last!.place.digest } }
  } catch (error) {
    if (!(error instanceof BrokenLog)) throw error
    return { broken: broken ?? error, end: { lines: 0, head: '' } }
  }
}

/** Bytes of a SHA-256. */
const DIGEST = 32

/**
 * The exchanges of a log, each read from its line when it is looked for. Each was held to the schema when its line was first read, and so is by the line's digest.
 *
 * @param place of the line that was read last
 */
function exchangesIn(path: string, place: () => LinePlace): ExchangeStore {
  // A long log has a million of them, so their places are numbers side by side.
  const [offsets, sizes]: [number[], number[]] = [[], []]
  let digests = Buffer.alloc(1024 * DIGEST)
  return {
    put: () => {
      const { offset, bytes, digest } = place()
      const number = offsets.push(offset) - 1
      sizes.push(bytes)
      if (digests.length === number * DIGEST) digests = Buffer.concat([digests, Buffer.alloc(digests.length)])
      digests.write(digest, number * DIGEST, 'hex')
      return number
    },
    get: (number) => {
      const line = Buffer.allocUnsafe(sizes[number]!)
      const file = openSync(path, 'r')
      try {
        readSync(file, line, 0, line.length, offsets[number]!)
      } finally {
        closeSync(file)
      }
      if (sha256(line) !== digests.toString('hex', number * DIGEST, (number + 1) * DIGEST)) throw new Error(`Failed to read ${path}: it was changed after it had been opened.`)
      return (JSON.parse(line.toString()) as { exchange: ExchangeHead }).exchange
    },
  }
}
