import type { Envelope } from './ebxml.ts'
import { readEnvelope } from './ebxml.ts'
import { factsOf, type Facts } from './gp2gp/facts.ts'
import { structureFlaws } from './gp2gp/structure.ts'
import type { Violation } from '../../../config/evidence.ts'
import { readMultipart, type MimePart } from './mime.ts'
import type { Attachment } from './state.ts'
import { readXml, type XmlElement } from './xml.ts'

/** A message taken apart. */
export interface ReadMessage {
  envelope: Envelope
  payload: string
  /** The payload as it was read. */
  root: XmlElement
  facts: Facts
  /** What of the payload is not as its schema has it. */
  flaws: Violation[]
  attachments: Attachment[]
  /** Content ids of all parts but the envelope, in their order. */
  contentIds: string[]
  /** Whether the closing boundary was there. */
  closed: boolean
}

/** The envelope of a large extract names each attachment; a megabyte names thousands. */
const LARGEST_ENVELOPE = 1024 * 1024

/**
 * Takes a posted message apart: envelope, HL7 payload, attachments.
 *
 * @throws Error when it is no multipart message, has no envelope or no payload, or either is no XML
 */
export function readMessage(contentType: string, body: Uint8Array): ReadMessage {
  const { parts, closed } = readMultipart(contentType, body)
  const [first, second, ...rest] = parts
  if (!first || !isXml(first)) throw new Error('the first part is no XML')
  if (first.content.byteLength > LARGEST_ENVELOPE) throw new Error('the envelope is larger than a megabyte')
  const envelope = readEnvelope(first.content.toString())
  if (!second || !isXml(second)) throw new Error('the second part is no XML: there is no HL7 payload')
  const payload = second.content.toString()
  const root = readXml(payload)
  return {
    envelope,
    payload,
    root,
    facts: factsOf(root),
    flaws: structureFlaws(root),
    attachments: rest.map(({ contentId, contentType: type, content, encoding }) => ({ contentId, contentType: type, content, encoded: encoding === 'base64' })),
    contentIds: parts.slice(1).map(({ contentId }) => contentId),
    closed,
  }
}

const isXml = ({ contentType }: MimePart) => contentType === 'text/xml' || contentType === 'application/xml'
