import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Enclosure } from '../spine/pack.ts'
import type { FileToSend } from './build-extract.ts'

/** A message with a file or a piece of one, which goes once the other practice lets it. */
export interface PartToSend {
  messageId: string
  filename: string
  enclosures: readonly Enclosure[]
}

/** How the files of a record travel: what goes with the extract, and what goes after it. */
export interface PackedFiles {
  enclosures: readonly Enclosure[]
  later: readonly PartToSend[]
}

/** Bytes of content that one message carries at most; the Spine takes five million in all. Source: GP2GP large messaging. */
export const mostInOneMessage = behaviour('gp2gp.mostInOneMessage', (): number => 4_500_000)

const describe = ({ filename, contentType }: FileToSend, large: boolean, length: number) => `Filename="${filename}" ContentType=${contentType} Compressed=No LargeAttachment=${large ? 'Yes' : 'No'} OriginalBase64=Yes Length=${length}`

/** Lays out files for their way: with the extract while all fit in one message; otherwise each apart, and in pieces what is too large even so. */
export const packFiles = behaviour('gp2gp.packFiles', (files: readonly FileToSend[], extractSize: number): PackedFiles => {
  const most = mostInOneMessage()
  const together = files.reduce((sum, { base64 }) => sum + base64.length, extractSize)
  if (together <= most) return { enclosures: files.map(enclosed), later: [] }
  const apart = files.map((file) => (file.base64.length <= most ? alone(file) : inPieces(file, most)))
  return { enclosures: apart.map(({ enclosure }) => enclosure), later: apart.flatMap(({ parts }) => parts) }
})

function enclosed(file: FileToSend): Enclosure {
  const contentId = `${randomUUID().toUpperCase()}@spine.nhs.uk`
  return { reference: { href: `cid:${contentId}`, description: describe(file, false, file.base64.length) }, part: { contentId, contentType: file.contentType, encoding: 'base64', content: file.base64 } }
}

function alone(file: FileToSend): { enclosure: Enclosure; parts: PartToSend[] } {
  const messageId = randomUUID().toUpperCase()
  return { enclosure: { reference: { href: `mid:${messageId}`, description: describe(file, false, file.base64.length) } }, parts: [{ messageId, filename: file.filename, enclosures: [enclosed(file)] }] }
}

/** An index that names the pieces in their order, and the pieces: text in base64, cut. */
function inPieces(file: FileToSend, most: number): { enclosure: Enclosure; parts: PartToSend[] } {
  const index = randomUUID().toUpperCase()
  const pieces = Array.from({ length: Math.ceil(file.base64.length / most) }, (_, at) => file.base64.slice(at * most, (at + 1) * most))
  const parts = pieces.map((content, at): PartToSend => {
    const messageId = randomUUID().toUpperCase()
    const filename = `${index}_${at}.messageattachment`
    const description = `Filename="${filename}" ContentType=text/plain Compressed=No LargeAttachment=No OriginalBase64=No Length=${content.length}`
    return { messageId, filename, enclosures: [{ reference: { href: `cid:${messageId}`, description }, part: { contentId: messageId, contentType: 'text/plain', encoding: '8bit', content } }] }
  })
  const named = parts.map(({ messageId, enclosures }): Enclosure => ({ reference: { href: `mid:${messageId}`, description: enclosures[0]?.reference.description ?? '' } }))
  return { enclosure: { reference: { href: `mid:${index}`, description: describe(file, true, file.base64.length) } }, parts: [{ messageId: index, filename: file.filename, enclosures: named }, ...parts] }
}
