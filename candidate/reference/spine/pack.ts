import { writeEnvelope, type Header, type Reference } from './ebxml.ts'
import { writeMultipart, type OutgoingPart } from './mime.ts'
import type { OutgoingMessage } from './spine-store.ts'

/** Something that goes with a message: a part of it, or a mention of what comes in another. */
export interface Enclosure {
  reference: Reference
  part?: OutgoingPart
}

/** Puts a message into its envelope, once: however often it goes out, it is the same. */
export function pack(header: Header, { payload, enclosures = [], about, now, toParty }: { payload: string; enclosures?: readonly Enclosure[]; about: string; now: number; toParty?: boolean }): OutgoingMessage {
  const { messageId, conversationId, service, action } = header
  const payloadId = `${messageId}@spine.nhs.uk`
  const references = [{ href: `cid:${payloadId}` }, ...enclosures.map(({ reference }) => reference)]
  const { contentType, body } = writeMultipart(
    [
      { contentId: 'ebXMLHeader@spine.nhs.uk', contentType: 'text/xml; charset=UTF-8', encoding: '8bit', content: writeEnvelope({ ...header, references }, now, { ...(toParty !== undefined && { toParty }) }) },
      { contentId: payloadId, contentType: 'application/xml; charset=UTF-8', encoding: '8bit', content: payload },
      ...enclosures.flatMap(({ part }) => (part ? [part] : [])),
    ],
    `--=_MIME-Boundary-${messageId}`,
  )
  return { messageId, conversationId, service, action, contentType, body, about }
}
