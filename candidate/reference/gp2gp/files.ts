import { gunzipSync } from 'node:zlib'
import { behaviour } from '../behaviour.ts'
import { describedIn, type Reference } from '../spine/ebxml.ts'
import type { IncomingMessage, Part } from '../spine/spine-store.ts'

/** A file that came with an extract, whole. */
export interface ReceivedFile {
  filename: string
  contentType: string
  base64: string
}

/** A file that did not come through: not all of it is there (`missing`), or it is not what it says. */
export class BrokenFile extends Error {
  readonly filename: string
  readonly missing: boolean
  constructor(filename: string, message: string, { missing = false } = {}) {
    super(message)
    this.name = 'BrokenFile'
    this.filename = filename
    this.missing = missing
  }
}

/** Unpacked, no file may be larger. */
const LARGEST_FILE = 150 * 1024 * 1024

/** An extract names an index, an index its fragments; one that names itself would never end. */
const DEEPEST = 2

const idOf = ({ href }: Reference) => href.slice(4).replace(/@spine\.nhs\.uk$/i, '').toUpperCase()
const comesApart = ({ href }: Reference) => href.startsWith('mid:')

/** What the manifest of a message names beside its payload. */
export const filesNamed = ({ envelope }: IncomingMessage): readonly Reference[] => envelope.references.slice(1)

/** Which messages with files are still missing, all fragments told by an index included. */
export const missingParts = behaviour('gp2gp.missingParts', (extract: IncomingMessage, parts: ReadonlyMap<string, IncomingMessage>): string[] => {
  const missingOf = (message: IncomingMessage, depth: number): string[] =>
    filesNamed(message)
      .filter(comesApart)
      .flatMap((reference) => {
        const part = parts.get(idOf(reference))
        return part ? (depth < DEEPEST ? missingOf(part, depth + 1) : []) : [idOf(reference)]
      })
  return missingOf(extract, 0)
})

/** Whether a message is the beginning of a large one: some of its files come in others. */
export const isLarge = (message: IncomingMessage): boolean => filesNamed(message).some(comesApart)

/** Text in fragments, in the order in which the index names them; whatever the order they came in. */
export const inOrder = behaviour('gp2gp.inOrder', (index: IncomingMessage, _parts: ReadonlyMap<string, IncomingMessage>): readonly Reference[] => filesNamed(index))

/**
 * The files of an extract, put together from its own parts and from the messages that brought the rest.
 *
 * @throws BrokenFile for one that is not whole
 */
export const filesOf = behaviour('gp2gp.filesOf', (extract: IncomingMessage, parts: ReadonlyMap<string, IncomingMessage>): ReceivedFile[] =>
  filesNamed(extract)
    .filter((reference) => !isSkeleton(reference))
    .map((reference) => fileOf(reference, extract, parts)),
)

/** Whether a file is a part of the record itself, which a statement stands for. Source: GP2GP large messages, DomainData. */
export const isSkeleton = behaviour('gp2gp.isSkeleton', ({ description = '' }: Reference): boolean => /X-GP2GP-Skeleton:\s*Yes/i.test(description))

/**
 * What of a record comes in files of its own, by the id of the statement that stands in its place: XML.
 *
 * @throws BrokenFile for one that is not whole
 */
export function skeletonsOf(extract: IncomingMessage, parts: ReadonlyMap<string, IncomingMessage>): Map<string, string> {
  const named = filesNamed(extract).filter((reference) => isSkeleton(reference))
  return new Map(named.map((reference) => [(reference.id ?? '').replace(/^_/, ''), Buffer.from(fileOf(reference, extract, parts).base64, 'base64').toString('utf8')]))
}

function fileOf(reference: Reference, extract: IncomingMessage, parts: ReadonlyMap<string, IncomingMessage>): ReceivedFile {
  const described = describedIn(reference.description)
  const filename = described['Filename'] ?? idOf(reference)
  return { filename, contentType: described['ContentType'] ?? 'application/octet-stream', base64: unpack(filename, described, bytesOf(filename, extract, reference, parts, 0)) }
}

/** Raw content: still in base64 where that is how the sender had it and nobody has taken it out. */
interface Raw {
  bytes: Buffer
  encoded: boolean
}

function bytesOf(filename: string, message: IncomingMessage, reference: Reference, parts: ReadonlyMap<string, IncomingMessage>, depth: number): Raw {
  if (depth > DEEPEST) throw new BrokenFile(filename, `"${filename}" is in pieces without end`)
  if (!comesApart(reference)) {
    const id = reference.href.slice(4)
    const part = message.parts.find(({ contentId }) => contentId === id)
    if (!part) throw new BrokenFile(filename, `a part of "${filename}" is not there`, { missing: true })
    return rawOf(part)
  }
  const bringing = parts.get(idOf(reference))
  if (!bringing) throw new BrokenFile(filename, `"${filename}" did not come`, { missing: true })
  const pieces = inOrder(bringing, parts).map((piece) => bytesOf(filename, bringing, piece, parts, depth + 1))
  if (pieces.length === 0) throw new BrokenFile(filename, `the message that was to bring "${filename}" brings nothing`, { missing: true })
  return { bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)), encoded: pieces.every(({ encoded }) => encoded) }
}

const rawOf = ({ base64, encoded }: Part): Raw => ({ bytes: Buffer.from(base64, 'base64'), encoded })

/** Whether a file was compressed for its way. */
export const isCompressed = behaviour('gp2gp.isCompressed', (described: Readonly<Record<string, string>>): boolean => described['Compressed'] === 'Yes')

function unpack(filename: string, described: Record<string, string>, { bytes, encoded }: Raw): string {
  const plain = !encoded && described['OriginalBase64'] === 'Yes' ? Buffer.from(bytes.toString('latin1'), 'base64') : bytes
  if (!isCompressed(described)) return plain.toString('base64')
  try {
    return gunzipSync(plain, { maxOutputLength: LARGEST_FILE }).toString('base64')
  } catch {
    throw new BrokenFile(filename, `"${filename}" cannot be unpacked`)
  }
}
