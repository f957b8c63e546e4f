import { randomUUID } from 'node:crypto'
import { NationalRefusal, refusalFor, refusalForFailure, unreadableAnswer } from '../../national/answer.ts'
import { OutgoingFailure, type OutgoingAnswer } from '../../national/outgoing.ts'
import { SCR } from '../../national/scr.ts'
import { findSystem, SDS } from '../../national/sds.ts'
import { Refusal } from '../../refusal.ts'
import { markup, type Markup } from '../../spine/markup.ts'
import type { Spine } from '../../spine/spine.ts'
import { at, readXml, type XmlElement } from '../../spine/xml.ts'
import type { Work } from '../../work.ts'
import { SPINE } from './codes.ts'
import { parties, type Sending } from '../../spine/transmission.ts'
import { interaction } from './interaction.ts'
import { answerIn, type SpineAnswer } from './read-answer.ts'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const WSA = 'http://schemas.xmlsoap.org/ws/2004/08/addressing'

/** A question as the Spine is asked it: of which service, in which interaction, and what stands in its control act. */
export interface Question {
  service: string
  name: string
  act(saying: Sending): Markup
  version?: string
}

export interface Answered extends SpineAnswer {
  interaction: XmlElement
}

/** The Spine, for a practice that is on it. */
export function spineOf({ services: { spine } }: Work): Spine {
  if (!spine) throw new Refusal('rule', 'This system is not on the Spine. Set areas.spine in the configuration.')
  return spine
}

/**
 * Asks the Spine something that it answers on the same connection.
 *
 * @throws NationalRefusal when it does not answer, refuses to listen, or answers something else
 */
export async function askSpine(work: Work, { service, name, act, version }: Question): Promise<Answered> {
  const spine = spineOf(work)
  const { settings } = spine
  const system = await findSystem(work, SPINE, `${service}:${name}`)
  if (!system) throw new NationalRefusal('national-refused', `${SDS} does not say who takes questions about the Summary Care Record. Tell your supplier.`, { outcomeUnknown: false })
  const saying = { id: randomUUID().toUpperCase(), from: settings.asid, to: system.asid, now: work.services.clock.now() }
  const action = `${service}/${name}`
  const address = markup`<wsa:Address>${settings.partyKey}</wsa:Address>`
  const body = markup`<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}" xmlns:wsa="${WSA}" xmlns="urn:hl7-org:v3">
    <SOAP-ENV:Header><wsa:MessageID>uuid:${saying.id}</wsa:MessageID><wsa:Action>${action}</wsa:Action><wsa:To>${settings.url}/sync-service</wsa:To><wsa:From>${address}</wsa:From>${parties(saying)}<wsa:ReplyTo>${address}</wsa:ReplyTo></SOAP-ENV:Header>
    <SOAP-ENV:Body>${interaction(name, saying, { act: act(saying), ...(version !== undefined && { version }) })}</SOAP-ENV:Body>
  </SOAP-ENV:Envelope>`.xml
  const answer = await spine.ask({ path: '/sync-service', method: 'POST', headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: `"${action}"` }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` }).catch((error: unknown) => {
    throw error instanceof OutgoingFailure ? refusalForFailure(SCR, error) : error
  })
  return read(answer, saying.id)
}

function read({ status, headers, text }: OutgoingAnswer, asked: string): Answered {
  if (status >= 400) throw refusalFor(SCR, { status, headers, body: {}, requestId: asked })
  const within = at(envelopeIn(text), 'Body')?.children[0]?.children[0]
  const answer = answerIn(within)
  if (!within || !answer) throw unreadableAnswer(SCR, `${status}, ${text.length} characters that are no answer`)
  if (answer.about !== asked) throw unreadableAnswer(SCR, 'an answer to another question')
  return { ...answer, interaction: within }
}

function envelopeIn(text: string): XmlElement | undefined {
  try {
    return readXml(text)
  } catch {
    // No XML: whoever asked is told that the answer cannot be read.
    return undefined
  }
}
