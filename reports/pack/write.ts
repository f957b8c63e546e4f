import { closeSync, existsSync, mkdirSync, openSync, renameSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CHAIN_START, PACK_FORMAT, PACK_VERSION } from './events.ts'
import type { Body, EventContent } from './events.ts'
import { INLINE_CHARACTERS, LIMITS } from './limits.ts'
import { readLines } from './read-events.ts'
import { redactBytes, redactData, redactText } from './redact.ts'
import { sha256 } from './sha256.ts'
import type { LogEnd } from './statement.ts'

type RunStarted = Extract<EventContent, { type: 'run-started' }>

/** The first line of the log and the environment, less what the writer knows itself. */
export interface PackHead extends Omit<RunStarted, 'type' | 'format' | 'version' | 'environment'> {
  /** Content of environment.json: see `environment.ts`. */
  environment: object
}

export interface PackWriter {
  readonly dir: string
  /** Adds a line to the log, redacted. On disk before the event loop turns. */
  append: (event: Exclude<EventContent, RunStarted>) => void
  /** Keeps bytes in `blobs/`, once however often they come, redacted whatever their type is. Returns the SHA-256 of what is kept, which is its name. */
  blob: (bytes: Uint8Array, mediaType: string) => string
  /** Keeps bytes to the byte: for what Assay itself wrote, such as the seal of an earlier pack. */
  keep: (bytes: Uint8Array) => string
  /** Text for an event: short text as it is, longer text as a blob. Redacted. */
  body: (text: string) => Body
  /** Writes what is pending. Nothing can be added afterwards. */
  close: () => void
}

/** Media types whose bytes are text, and so are searched for secrets. */
const TEXTUAL = /^text\/|[/+](json|xml|x-www-form-urlencoded|javascript|yaml|x-ndjson|xhtml)\b/i

/** Longest string that stays whole in a line. Longer ones belong in a blob; those that are not are cut, and say so. */
const LONGEST_STRING = 64 * 1024

/**
 * Opens a new pack for writing.
 *
 * The log is written through as events arrive: those of one turn of the event loop go out in one write, so a process that
 * is killed loses at most the line in writing. A reader takes such a pack for incomplete.
 *
 * @param dir must not hold a pack yet; made if it does not exist
 * @param now clock of the `at` of each line
 */
export function createPack(dir: string, { environment, ...head }: PackHead, now: () => Date = () => new Date()): PackWriter {
  mkdirSync(join(dir, 'blobs'), { recursive: true })
  const environmentJson = `${JSON.stringify(redactData(environment), null, 2)}\n`
  writeFileSync(join(dir, 'environment.json'), environmentJson, { flag: 'wx' })
  const { add, ...writer } = writerFrom(dir, openSync(join(dir, 'events.ndjson'), 'wx'), { lines: 0, head: CHAIN_START }, now)
  add({ type: 'run-started', format: PACK_FORMAT, version: PACK_VERSION, ...head, environment: sha256(environmentJson) })
  writer.flush()
  return writer
}

/**
 * Opens a pack for writing that an earlier process has begun, behind its last whole line: what a killed writer left of another is cut off.
 *
 * @param dir its log must have been read to the end, and found in order
 */
export function continuePack(dir: string, now: () => Date = () => new Date()): PackWriter {
  const path = join(dir, 'events.ndjson')
  let bytes = 0
  let end: LogEnd = { lines: 0, head: CHAIN_START }
  for (const line of readLines(path)) {
    bytes += line.length + 1
    end = { lines: end.lines + 1, head: sha256(line) }
  }
  truncateSync(path, bytes)
  mkdirSync(join(dir, 'blobs'), { recursive: true })
  const { add: _add, ...writer } = writerFrom(dir, openSync(path, 'a'), end, now)
  return writer
}

function writerFrom(dir: string, log: number, end: LogEnd, now: () => Date): PackWriter & { add: (event: EventContent) => void; flush: () => void } {
  const blobs = join(dir, 'blobs')
  let { lines: seq, head: prev } = end
  let pending = ''
  let open = true
  const kept = new Set<string>()

  const flush = (): void => {
    if (!open || pending === '') return
    writeAll(log, Buffer.from(pending))
    pending = ''
  }
  process.on('exit', flush)

  const add = (event: EventContent): void => {
    if (!open) throw new Error(`Failed to append to the pack ${dir}: it is closed.`)
    seq += 1
    const line = serialise({ seq, prev, at: now().toISOString() }, event)
    prev = sha256(line)
    if (pending === '') setImmediate(flush)
    pending += `${line}\n`
  }

  const keep = (content: Uint8Array): string => {
    const name = sha256(content)
    if (!kept.has(name)) {
      const path = join(blobs, name)
      if (!existsSync(path)) writeWhole(path, content)
      kept.add(name)
    }
    return name
  }

  return {
    dir,
    add,
    flush,
    append: add,
    keep,
    blob: (bytes, mediaType) => keep(redactBytes(bytes, TEXTUAL.test(mediaType))),
    body: (text) => {
      const redacted = redactText(text)
      if (redacted.length <= INLINE_CHARACTERS) return { text: redacted }
      const bytes = Buffer.from(redacted)
      return { blob: keep(bytes), bytes: bytes.length }
    },
    close: () => {
      flush()
      if (open) closeSync(log)
      open = false
      process.off('exit', flush)
    },
  }
}

/** One line, within the limit a reader sets, whatever a candidate puts into it. */
function serialise(link: object, event: EventContent): string {
  const clean = redactData(event)
  for (const longest of [LONGEST_STRING, 1024, 64]) {
    const line = JSON.stringify({ ...link, ...clean }, (_, value: unknown) => (typeof value === 'string' ? cut(value, longest) : value))
    if (Buffer.byteLength(line) < LIMITS.lineBytes) return line
  }
  const lost: EventContent = { type: 'problem', message: `Failed to keep an event of type ${event.type}: it is over ${LIMITS.lineBytes} bytes.` }
  return JSON.stringify({ ...link, ...lost })
}

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest)} [cut: ${text.length - longest} more characters]`)

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/** A blob is there whole or not at all: a name that is the digest of something else would be taken for tampering. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const partial = join(path, '..', PARTIAL_BLOB)
  writeFileSync(partial, bytes)
  renameSync(partial, path)
}

/** Writes a document of a pack so that it is there whole, as it was or not at all, whenever the process is killed. */
export function replaceDocument(dir: string, name: string, content: string): void {
  mkdirSync(join(dir, 'blobs'), { recursive: true })
  const partial = join(dir, 'blobs', PARTIAL_BLOB)
  writeFileSync(partial, content)
  renameSync(partial, join(dir, name))
}

/** Where a blob is while it is written. Left behind by a killed process, and cleared away when the pack is sealed. */
export const PARTIAL_BLOB = '.writing'
