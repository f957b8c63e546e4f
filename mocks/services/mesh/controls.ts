import { gzipSync, gunzipSync } from 'node:zlib'
import { deliver } from '../../kit/deliver.ts'
import type { Environment } from '../../kit/environment.ts'
import { FAULTS } from './errors.ts'
import { receiversAt } from './find-recipient.ts'
import { COLLECT_WITHIN_DAYS, DAY_MS, statusOf, type Mailbox, type MeshMessage, type MessageStatus, type Workflow } from './message.ts'
import { become, giveUp, newMessageId, settle } from './settle.ts'
import type { KnownPatient, MeshState } from './state.ts'

/** A message as it is put into a mailbox from outside. */
export interface Delivery {
  from: string
  to: string
  workflowId: string
  /** The content as text; or in base64 what is no text. */
  text?: string
  base64?: string
  /** Into how many chunks it is cut; 1 unless told. */
  chunks?: number
  gzip?: boolean
  localId?: string
  subject?: string
  fileName?: string
  /** NHS number of whoever it is about; for the journal and faults. */
  about?: string
  /** What occurs in an answer to it, so that the answer is known to be about the same patient. */
  references?: string[]
}

/** A message as a scenario looks at it. */
export interface MessageSeen {
  id: string
  type: MeshMessage['type']
  from: string
  to: string
  workflowId: string
  localId: string
  subject: string
  fileName: string
  status: MessageStatus
  uploadedAt: number
  /** The whole content, unpacked. */
  text: string
  about?: string
}

/** What happens to mailboxes from outside, and what there is to see of messages. */
export const controls = {
  putMailbox(state: MeshState, mailbox: Mailbox): void {
    state.mailboxes.set(mailbox.id.toUpperCase(), { ...mailbox, id: mailbox.id.toUpperCase() })
  },

  putWorkflow(state: MeshState, workflow: Workflow): void {
    state.workflows.set(workflow.id, workflow)
  },

  /** Lets MESH find the practice of a patient from demographics in Mex-To. */
  putPatient(state: MeshState, patient: KnownPatient): void {
    state.patients.set(patient.nhsNumber, patient)
  },

  /** Somebody decides, nationally, whether their data may be used for research and planning. */
  optOut(state: MeshState, { nhsNumber, out }: { nhsNumber: string; out: boolean }): void {
    if (out) state.optOuts.add(nhsNumber)
    else state.optOuts.delete(nhsNumber)
  },

  /** Has the check of opt-outs take a number for invalid. */
  distrustNumber(state: MeshState, { nhsNumber }: { nhsNumber: string }): void {
    state.distrusted.add(nhsNumber)
  },

  setSharedKey(state: MeshState, { key }: { key: string }): void {
    state.sharedKey = key
  },

  /** Somebody sends a message: it lies in the mailbox at once. Gives its id. */
  deliver(state: MeshState, delivery: Delivery, environment: Environment): string {
    const { from, to, workflowId, text, base64, chunks: count = 1, gzip = false, about, references = [] } = delivery
    if (!state.mailboxes.has(to)) throw new Error(`Failed to deliver a message: there is no mailbox ${to}. There are: ${[...state.mailboxes.keys()].join(', ')}.`)
    const content = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64')
    const size = Math.ceil(content.byteLength / count)
    const parts = Array.from({ length: count }, (_, at) => content.subarray(at * size, (at + 1) * size))
    const now = environment.clock.now()
    const message: MeshMessage = {
      id: newMessageId(environment),
      type: 'DATA',
      sender: from,
      recipient: to,
      workflowId,
      localId: delivery.localId ?? '',
      subject: delivery.subject ?? '',
      fileName: delivery.fileName ?? '',
      partnerId: '',
      checksum: '',
      contentType: 'application/octet-stream',
      contentEncoding: gzip ? 'gzip' : '',
      chunks: parts.map((part) => new Uint8Array(gzip ? gzipSync(part) : part)),
      totalChunks: count,
      events: [{ status: 'accepted', at: now }],
      uploadedAt: now,
      expiresAt: now + COLLECT_WITHIN_DAYS * DAY_MS,
      ...(about !== undefined && { about }),
    }
    // Who sends twice sends two messages, each with an id of its own.
    let copies = 0
    const send = () => {
      const id = copies++ === 0 ? message.id : newMessageId(environment)
      state.messages.set(id, { ...message, id })
      return message.id
    }
    deliver(environment, { service: 'mesh', delivery: 'message', subject: about }, send, () => message.id)
    if (about !== undefined) for (const reference of references) state.references.set(reference, about)
    state.latest.set(from, message)
    return message.id
  },

  /** The last message that was delivered in the name of a mailbox, whether it is still there or was deleted in the meantime. */
  latestFrom(state: MeshState, { from }: { from: string }): MessageSeen | undefined {
    const message = state.latest.get(from)
    return message && seen(message)
  },

  /** Messages, oldest first. All conditions given must hold. */
  listMessages(state: MeshState, { from, to, about, workflowId }: { from?: string; to?: string; about?: string; workflowId?: string } = {}, environment: Environment): MessageSeen[] {
    settle(state, environment)
    return [...state.messages.values()]
      .filter((message) => (from === undefined || message.sender === from) && (to === undefined || message.recipient === to) && (about === undefined || message.about === about) && (workflowId === undefined || message.workflowId === workflowId))
      .map(seen)
  },

  readMessage(state: MeshState, { id }: { id: string }, environment: Environment): MessageSeen {
    settle(state, environment)
    return seen(find(state, id))
  },

  /** Its recipient has collected it, and says no more about it. */
  collected(state: MeshState, { id }: { id: string }, environment: Environment): void {
    become(find(state, id), 'acknowledged', environment.clock.now())
  },

  /** Nobody collected it in time: it leaves the inbox, and its sender gets a report. */
  expire(state: MeshState, { id }: { id: string }, environment: Environment): void {
    giveUp(state, environment, find(state, id), FAULTS.notCollected)
  },

  /** A message that the candidate sent does not arrive, for a documented reason (the name of an error); its sender gets a report. Gives the report's id. */
  undelivered(state: MeshState, { id, reason }: { id: string; reason: keyof typeof FAULTS }, environment: Environment): string | undefined {
    const fault = FAULTS[reason]
    if (!fault) throw new Error(`Failed to report a message as undelivered: there is no error ${reason}. There are: ${Object.keys(FAULTS).join(', ')}.`)
    return giveUp(state, environment, find(state, id), fault)?.id
  },

  /** The mailbox of an organisation that takes a workflow. */
  mailboxOf(state: MeshState, { odsCode, workflowId }: { odsCode: string; workflowId: string }): string {
    const [mailbox] = receiversAt(state, odsCode, workflowId)
    if (mailbox === undefined) throw new Error(`Failed to find a mailbox of ${odsCode} that takes ${workflowId}.`)
    return mailbox
  },

  /** When the owner of a mailbox last said that the connection stands, epoch ms; nothing when never. */
  readMailbox(state: MeshState, { id }: { id: string }): Mailbox {
    const mailbox = state.mailboxes.get(id)
    if (!mailbox) throw new Error(`Failed to find mailbox ${id}.`)
    return mailbox
  },
}

function find(state: MeshState, id: string): MeshMessage {
  const message = state.messages.get(id)
  if (!message) throw new Error(`Failed to find message ${id}. There are: ${[...state.messages.keys()].join(', ') || 'none'}.`)
  return message
}

function seen(message: MeshMessage): MessageSeen {
  const { id, type, sender, recipient, workflowId, localId, subject, fileName, uploadedAt, about } = message
  const parts = message.chunks.flatMap((chunk) => (chunk ? [message.contentEncoding === 'gzip' ? gunzipSync(chunk) : chunk] : []))
  return { id, type, from: sender, to: recipient, workflowId, localId, subject, fileName, status: statusOf(message), uploadedAt, text: Buffer.concat(parts).toString(), ...(about !== undefined && { about }) }
}
