import { closeSync, openSync, readSync } from 'node:fs'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import eventSchema from './event.schema.json' with { type: 'json' }
import { CHAIN_START } from './events.ts'
import type { PackEvent } from './events.ts'
import { LIMITS } from './limits.ts'
import { sha256 } from './sha256.ts'

/** Why a log could not be read further, and in which line (from 1). */
export class BrokenLog extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.name = 'BrokenLog'
    this.line = line
  }
}

let validate: ValidateFunction<PackEvent> | undefined

/** Where a line of a log stands, and what it is known by. */
export interface LinePlace {
  /** Of its first byte in the file. */
  offset: number
  /** Without its line feed. */
  bytes: number
  /** SHA-256 of those bytes. */
  digest: string
}

/**
 * The events of a log, in order; each line is held to the schema and to the hash of the line before it.
 * A last line without a line feed is what a killed writer leaves: it is left out (and without `run-finished` the run counts as incomplete).
 *
 * @throws BrokenLog at the first line that is not what the writer wrote
 */
export function* readEvents(path: string): Generator<PackEvent> {
  for (const { event } of readPlacedEvents(path)) yield event
}

/**
 * The same, each with its place.
 *
 * @throws BrokenLog
 */
export function* readPlacedEvents(path: string): Generator<{ event: PackEvent; place: LinePlace }> {
  validate ??= new Ajv({ discriminator: true, strict: false }).compile<PackEvent>(eventSchema)
  let number = 0
  let offset = 0
  let prev = CHAIN_START
  for (const line of readLines(path)) {
    number += 1
    const event = parse(line, number)
    if (!validate(event)) {
      const [error] = validate.errors ?? []
      throw new BrokenLog(number, `line ${number} is no event that this version knows${error === undefined ? '' : `: ${error.instancePath} ${error.message}`}`)
    }
    if (event.seq !== number) throw new BrokenLog(number, misplaced(number, event.seq))
    if (event.prev !== prev) throw new BrokenLog(number, `line ${number} does not follow from line ${number - 1}`)
    if ((event.type === 'run-started') !== (number === 1)) throw new BrokenLog(number, 'the log does not begin with run-started, or has it twice')
    prev = sha256(line)
    yield { event, place: { offset, bytes: line.length, digest: prev } }
    offset += line.length + 1
  }
}

function parse(line: Buffer, number: number): unknown {
  try {
    return JSON.parse(line.toString())
  } catch {
    throw new BrokenLog(number, `line ${number} is not JSON`)
  }
}

const misplaced = (number: number, seq: number): string =>
  seq > number ? `line ${number} is missing: line ${seq} stands in its place` : `line ${number} is a line that belongs elsewhere (${seq})`

const LINE_FEED = 10

const PIECE = 1 << 20

/** Whole lines, without their line feed, read in pieces so that a large log needs little memory. The bytes of a line are good until the next is asked for. */
export function* readLines(path: string): Generator<Buffer> {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(LIMITS.lineBytes + PIECE)
    let rest = 0
    let number = 1
    for (let size = readSync(file, buffer, rest, PIECE, null); size > 0; size = readSync(file, buffer, rest, PIECE, null)) {
      const data = buffer.subarray(0, rest + size)
      let from = 0
      for (let to = data.indexOf(LINE_FEED); to !== -1; to = data.indexOf(LINE_FEED, from)) {
        yield data.subarray(from, to)
        number += 1
        from = to + 1
      }
      rest = data.copy(buffer, 0, from)
      if (rest > LIMITS.lineBytes) throw new BrokenLog(number, `line ${number} is longer than ${LIMITS.lineBytes} bytes`)
    }
  } finally {
    closeSync(file)
  }
}
