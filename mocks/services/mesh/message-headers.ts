import { statusOf, type MeshMessage } from './message.ts'
import { compact } from './times.ts'

/** The Mex-* headers that tell of a message when it is collected; those without a value are left out. */
export function messageHeaders(message: MeshMessage, chunk: number): Record<string, string> {
  const { error } = message
  const at = compact(message.events.find(({ status }) => status === 'accepted')?.at ?? message.uploadedAt)
  const status: Record<string, string> =
    message.type === 'DATA'
      ? { 'mex-statuscode': '00', 'mex-statusevent': 'TRANSFER', 'mex-statusdescription': 'Transferred to recipient mailbox', 'mex-statussuccess': 'SUCCESS' }
      : {
          'mex-linkedmsgid': error?.linkedMessageId ?? '',
          'mex-statuscode': error?.code ?? '',
          'mex-statusevent': error?.event ?? '',
          'mex-statusdescription': error?.description ?? '',
          'mex-statussuccess': 'ERROR',
        }
  const headers: Record<string, string> = {
    'mex-from': message.sender,
    'mex-to': message.recipient,
    'mex-workflowid': message.workflowId,
    'mex-chunk-range': `${chunk}:${message.totalChunks}`,
    'mex-total-chunks': String(message.totalChunks),
    'mex-addresstype': 'ALL',
    'mex-localid': message.localId,
    'mex-partnerid': message.partnerId,
    'mex-filename': message.fileName || `${message.id}.dat`,
    'mex-subject': message.subject,
    'mex-version': '1.0',
    'mex-messagetype': message.type,
    'mex-messageid': message.id,
    'mex-content-checksum': message.checksum,
    ...status,
    'mex-statustimestamp': at,
    'last-modified': new Date(message.events[0]!.at).toUTCString(),
  }
  for (const [name, value] of Object.entries(headers)) if (value === '') delete headers[name]
  return headers
}

/** Whether it can still be collected: it lies in the inbox, and was neither acknowledged nor given up. */
export const isCollectable = (message: MeshMessage): boolean => statusOf(message) === 'accepted'
