import type { Call } from '../../kit/call.ts'
import { empty, json, type Reply } from '../../kit/reply.ts'
import type { MeshState } from './state.ts'
import { versioned } from './version.ts'

/** One error as MESH words it: when in the life of a message, its number or name, what it means. */
export interface MeshFault {
  event: string
  code: string
  text: string
}

/** Codes and texts as the MESH team's own sandbox has them. */
export const FAULTS = {
  missingDataFile: { event: 'COLLECT', code: '02', text: 'Data file is missing or inaccessible.' },
  malformedControlFile: { event: 'TRANSFER', code: '06', text: 'Malformed control file' },
  toMissing: { event: 'SEND', code: '08', text: 'TO_DTS missing' },
  unregisteredTo: { event: 'SEND', code: '12', text: 'Unregistered to address' },
  notCollected: { event: 'SEND', code: '14', text: 'Message not collected by recipient after 5 days' },
  workflowNotRegistered: { event: 'SEND', code: '17', text: 'Workflow ID not registered for mailbox' },
  noSuchMessage: { event: 'RECEIVE', code: '20', text: 'Message does not exist' },
  manyMailboxes: { event: 'SEND', code: 'EPL-150', text: 'Multiple mailboxes matches' },
  noMailbox: { event: 'SEND', code: 'EPL-151', text: 'No mailbox matched' },
  invalidNhsNumber: { event: 'SEND', code: 'EPL-152', text: 'Invalid NHS Number' },
  nhsNumberNotFound: { event: 'SEND', code: 'EPL-153', text: 'NHS Number not found' },
  demographicsMismatch: { event: 'SEND', code: 'EPL-154', text: 'NHS Number supplied does not match the demographics' },
  invalidChunks: { event: 'SEND', code: 'InvalidHeaderChunks', text: 'Invalid chunk values sent in mex-Chunk-Range header' },
  unsupportedEncoding: { event: 'SEND', code: 'UnsupportedContentEncoding', text: 'Unsupported content encoding' },
  gone: { event: 'SEND', code: 'Message already accepted', text: 'Message no longer available for download' },
} satisfies Record<string, MeshFault>

/** Why a caller is not let in. These have a text and no code. */
export const REJECTIONS = {
  unreadable: 'Error reading from Authorization header',
  otherMailbox: 'Mailbox id does not match token',
  wrongHash: 'Invalid Authentication Token',
  usedBefore: 'Error Duplicated Authentication Token',
  inactive: 'Request Received from Inactive Mailbox',
  encodingChanged: 'cannot change content encoding',
} as const

/** An error in the version that the caller accepts. */
export function fault(call: Call<MeshState>, status: number, { event, code, text }: MeshFault, messageId?: string): Reply {
  return versioned(call, status, {
    v1: { ...(messageId !== undefined && { messageID: messageId }), errorEvent: event, errorCode: code, errorDescription: text },
    v2: { ...(messageId !== undefined && { message_id: messageId, internal_id: messageId }), detail: [{ event, code, msg: text }] },
  })
}

export const rejection = (call: Call<MeshState>, why: keyof typeof REJECTIONS, status = 403): Reply => fault(call, status, { event: '', code: '', text: REJECTIONS[why] })

/** A request that does not have the form of the published document: 400 in the words of the framework MESH is built on. */
export function notValid(place: [where: 'header' | 'query' | 'path', name: string], message: string, type: string): Reply {
  return json(400, { detail: [{ loc: place, msg: message, type }] })
}

/** Every documented error by name, for faults. */
export const errors = {
  missingDataFile: (call: Call<MeshState>) => fault(call, 417, FAULTS.missingDataFile),
  toMissing: (call: Call<MeshState>) => fault(call, 400, FAULTS.toMissing),
  unregisteredTo: (call: Call<MeshState>) => fault(call, 417, FAULTS.unregisteredTo),
  noSuchMessage: (call: Call<MeshState>) => fault(call, 404, FAULTS.noSuchMessage),
  noMailbox: (call: Call<MeshState>) => fault(call, 403, FAULTS.noMailbox),
  invalidChunks: (call: Call<MeshState>) => fault(call, 417, FAULTS.invalidChunks),
  unsupportedEncoding: (call: Call<MeshState>) => fault(call, 422, FAULTS.unsupportedEncoding),
  malformedControlFile: (call: Call<MeshState>) => fault(call, 400, FAULTS.malformedControlFile),
  gone: (call: Call<MeshState>) => fault(call, 410, FAULTS.gone),
  unreadableAuthorization: (call: Call<MeshState>) => rejection(call, 'unreadable'),
  otherMailbox: (call: Call<MeshState>) => rejection(call, 'otherMailbox'),
  invalidToken: (call: Call<MeshState>) => rejection(call, 'wrongHash'),
  duplicatedToken: (call: Call<MeshState>) => rejection(call, 'usedBefore'),
  inactiveMailbox: (call: Call<MeshState>) => rejection(call, 'inactive'),
  encodingChanged: (call: Call<MeshState>) => rejection(call, 'encodingChanged', 417),
  invalidRequest: () => notValid(['header', 'mex-workflowid'], 'field required', 'value_error.missing'),
  multipleChoices: () => empty(300),
  tooLarge: () => empty(413),
  notAcceptable: () => empty(406),
  locked: () => empty(423),
} satisfies Record<string, (call: Call<MeshState>) => Reply>
