import { createHmac, randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import { NationalRefusal, refusalFor, refusalForFailure, unreadableAnswer } from './answer.ts'
import { isObject, parseJson, type JsonObject } from './json.ts'
import { OutgoingFailure, type Outgoing, type OutgoingAnswer, type OutgoingRequest } from './outgoing.ts'

export const MESH = 'The message exchange (MESH)'

/** How this practice reaches its mailbox. */
export interface MeshAccess {
  /** Base address, up to but without `/messageexchange`; behind mutual TLS. */
  url: string
  mailbox: string
  password: string
  /** Key of the environment. */
  sharedKey: string
}

/** A message as it was collected. */
export interface CollectedMessage {
  id: string
  /** A report tells that a message of ours did not arrive, and has no content. */
  type: 'DATA' | 'REPORT'
  /** Mailbox of the sender. */
  from: string
  workflowId: string
  localId: string
  subject: string
  fileName?: string
  content: string
  /** Of a report: which message it is about, and why that did not arrive. */
  report?: { about: string; code: string; description: string }
}

export interface OutgoingMessage {
  to: string
  workflowId: string
  localId: string
  subject: string
  content: string
  fileName?: string
}

/** The practice's mailbox. Everything throws NationalRefusal where MESH refuses, or does not answer. */
export interface Mesh {
  mailbox: string
  /** Shows that the connection stands, as is to be done once a day. */
  handshake(): Promise<void>
  /** Ids of all messages that wait, oldest first. */
  waiting(): Promise<string[]>
  /** Gives nothing when the message is not there any more. */
  collect(id: string): Promise<CollectedMessage | undefined>
  /** Tells that a message is in safe hands. It cannot be collected again. */
  acknowledge(id: string): Promise<void>
  /** Gives the id under which MESH took the message in. */
  send(message: OutgoingMessage): Promise<string>
}

const V2 = 'application/vnd.mesh.v2+json'
const BASE = '/messageexchange'

/** `Authorization: NHSMESH …`: an HMAC of mailbox, nonce, count, password and time, made anew for each request. Source: MESH API. */
export const authorization = behaviour('mesh.authorization', ({ mailbox, password, sharedKey }: MeshAccess, now: number, nonce: string): string => {
  const timestamp = new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 12)
  const hash = createHmac('sha256', sharedKey).update(`${mailbox}:${nonce}:0:${password}:${timestamp}`).digest('hex')
  return `NHSMESH ${mailbox}:${nonce}:0:${timestamp}:${hash}`
})

/** Whether an answer is a report or a message; nothing when it does not say, and is no message at all. */
export const messageType = behaviour('mesh.messageType', (headers: Readonly<Record<string, string>>): CollectedMessage['type'] | undefined => {
  const type = headers['mex-messagetype']
  return type === 'REPORT' || type === 'DATA' ? type : undefined
})

/** How many chunks there are to collect, from `Mex-Chunk-Range: 1:3`. */
export const chunksToCollect = behaviour('mesh.chunksToCollect', (range: string | undefined): number => Number(/^\d+:(\d+)$/.exec(range ?? '')?.[1] ?? 1))

/** Bytes of one part of what is sent. MESH takes a hundred megabytes; of a small part little is lost when the connection breaks. */
const PART_BYTES = 1024 * 1024

/** The parts in which a message travels: whole, or cut where it is large. */
export const partsToSend = behaviour('mesh.partsToSend', (content: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.max(1, Math.ceil(content.byteLength / PART_BYTES)) }, (_, at) => content.subarray(at * PART_BYTES, (at + 1) * PART_BYTES)),
)

/** How often one part is tried before the message is given up until the next round. */
const TRIES = 3

/** Sends a part, again where it does not get through: the message keeps its place, and no part may be left out. */
export const sendPart = behaviour('mesh.sendPart', async (send: () => Promise<void>): Promise<void> => {
  for (let tries = 1; ; tries++) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof NationalRefusal) || tries === TRIES) throw error
    }
  }
})

/** What a header says, in the letters that headers can carry: names have others. */
const headerText = (value: string): string =>
  value
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[^ -~]/g, '?')

/** The content of a message out of its parts: put together before it is read, for a letter may begin in one part and end in the next. */
export const contentOf = behaviour('mesh.contentOf', (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('utf8'))

export function createMesh({ access, clock, outgoing }: { access: MeshAccess; clock: Clock; outgoing: Outgoing }): Mesh {
  const call = async (path: string, request: Omit<OutgoingRequest, 'url'> = {}): Promise<OutgoingAnswer> => {
    const headers = { accept: V2, authorization: authorization(access, clock.now(), randomUUID()), ...request.headers }
    try {
      return await outgoing.send({ ...request, url: `${access.url}${path}`, headers })
    } catch (error) {
      throw error instanceof OutgoingFailure ? refusalForFailure(MESH, error) : error
    }
  }
  const ok = (answer: OutgoingAnswer): OutgoingAnswer => {
    if (answer.status >= 400) throw refusalFor(MESH, { ...answer, body: bodyOf(answer) ?? {}, requestId: '' })
    return answer
  }
  const read = (answer: OutgoingAnswer): JsonObject => {
    const body = bodyOf(ok(answer))
    if (!body) throw unreadableAnswer(MESH, `${answer.status}, ${answer.headers['content-type'] ?? 'no content type'}`)
    return body
  }
  const own = `${BASE}/${access.mailbox}`

  return {
    mailbox: access.mailbox,

    handshake: async () =>
      void ok(await call(own, { method: 'POST', headers: { 'mex-clientversion': 'reference-gp-system==1', 'mex-osname': process.platform, 'mex-osversion': process.version } })),

    waiting: async () => {
      const ids: string[] = []
      let path: string | undefined = `${own}/inbox`
      while (path !== undefined) {
        const body = read(await call(path))
        const { messages } = body
        if (!Array.isArray(messages) || !messages.every((id) => typeof id === 'string')) throw unreadableAnswer(MESH, 'an inbox without a list of messages')
        ids.push(...messages)
        const next = isObject(body['links']) ? body['links']['next'] : undefined
        // A link is followed within our own mailbox only.
        const query = typeof next === 'string' ? next.split('?')[1] : undefined
        path = query === undefined || messages.length === 0 ? undefined : `${own}/inbox?${query}`
      }
      return ids
    },

    collect: async (id) => {
      const first = await call(`${own}/inbox/${id}`)
      if (first.status === 404 || first.status === 410) return undefined
      const parts = [ok(first).bytes]
      const { headers } = first
      const type = messageType(headers)
      if (type === undefined) throw unreadableAnswer(MESH, 'a message that does not say what it is')
      const report = type === 'REPORT'
      const total = chunksToCollect(headers['mex-chunk-range'])
      for (let number = 2; number <= total; number++) parts.push(ok(await call(`${own}/inbox/${id}/${number}`)).bytes)
      return {
        id,
        type,
        from: headers['mex-from'] ?? '',
        workflowId: headers['mex-workflowid'] ?? '',
        localId: headers['mex-localid'] ?? '',
        subject: headers['mex-subject'] ?? '',
        fileName: headers['mex-filename'] ?? '',
        content: contentOf(parts),
        ...(report && { report: { about: headers['mex-linkedmsgid'] ?? '', code: headers['mex-statuscode'] ?? '', description: headers['mex-statusdescription'] ?? '' } }),
      }
    },

    acknowledge: async (id) => void ok(await call(`${own}/inbox/${id}/status/acknowledged`, { method: 'PUT' })),

    send: async ({ to, workflowId, localId, subject, content, fileName }) => {
      const [first, ...rest] = partsToSend(Buffer.from(content))
      const headers = { 'content-type': 'application/octet-stream', 'mex-from': access.mailbox, 'mex-to': headerText(to), 'mex-workflowid': workflowId, 'mex-localid': localId, 'mex-subject': headerText(subject), ...(fileName !== undefined && { 'mex-filename': fileName }) }
      const range = (number: number): Record<string, string> => (rest.length > 0 ? { 'mex-chunk-range': `${number}:${rest.length + 1}` } : {})
      const { message_id: id } = read(await call(`${own}/outbox`, { method: 'POST', headers: { ...headers, ...range(1) }, body: first! }))
      if (typeof id !== 'string') throw unreadableAnswer(MESH, 'an acceptance without a message id')
      for (const [at, part] of rest.entries()) {
        await sendPart(async () => void ok(await call(`${own}/outbox/${id}/${at + 2}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', ...range(at + 2) }, body: part })))
      }
      return id
    },
  }
}

function bodyOf({ headers, text }: OutgoingAnswer): JsonObject | undefined {
  const json = /\bjson\b/.test(headers['content-type'] ?? '') ? parseJson(text) : undefined
  return isObject(json) ? json : undefined
}
