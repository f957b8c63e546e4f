import { sizeOf, statusOf, type MeshMessage } from './message.ts'
import type { MeshState } from './state.ts'
import { compact, iso } from './times.ts'

/** What the sender of a message is told of it, in version 2. */
export function trackingV2(state: MeshState, message: MeshMessage): Record<string, unknown> {
  const recipient = state.mailboxes.get(message.recipient)
  const error = message.error
  return {
    message_id: message.id,
    ...(message.localId !== '' && { local_id: message.localId }),
    workflow_id: message.workflowId,
    filename: message.fileName || `${message.id}.dat`,
    expiry_time: iso(message.expiresAt),
    upload_timestamp: iso(message.uploadedAt),
    recipient: message.recipient,
    ...(recipient && { recipient_name: recipient.name, recipient_ods_code: recipient.odsCode, recipient_org_code: recipient.odsCode, recipient_org_name: recipient.name }),
    status_success: error === undefined,
    status: statusOf(message),
    status_timestamp: iso(message.events[0]!.at),
    ...(error ? { status_event: error.event, status_code: error.code, status_description: error.description } : { status_event: 'TRANSFER', status_description: 'Success' }),
  }
}

/** The same in version 1, with everything that version tells. */
export function trackingV1(state: MeshState, message: MeshMessage): Record<string, unknown> {
  const recipient = state.mailboxes.get(message.recipient)
  const sender = state.mailboxes.get(message.sender)
  const collected = message.events.find(({ status }) => status === 'acknowledged')
  const status = statusOf(message)
  return {
    addressType: 'ALL',
    checksum: message.checksum,
    chunkCount: message.totalChunks,
    compressFlag: '',
    contentEncoding: message.contentEncoding,
    downloadTimestamp: collected ? compact(collected.at) : '',
    dtsId: message.id,
    encryptedFlag: '',
    expiryTime: compact(message.expiresAt),
    ...(message.error && { failureDate: compact(message.events[0]!.at), failureDiagnostic: message.error.description, linkedMsgId: message.error.linkedMessageId }),
    fileName: message.fileName || `${message.id}.dat`,
    fileSize: sizeOf(message),
    isCompressed: '',
    localId: message.localId,
    meshRecipientOdsCode: recipient?.odsCode ?? '',
    messageId: message.id,
    messageType: 'Data',
    partnerId: message.partnerId,
    recipient: message.recipient,
    recipientName: recipient?.name ?? '',
    recipientOrgCode: recipient?.odsCode ?? '',
    recipientOrgName: recipient?.name ?? '',
    recipientSmtp: `${message.recipient.toLowerCase()}@dts.nhs.uk`,
    sender: message.sender,
    senderName: sender?.name ?? '',
    senderOdsCode: sender?.odsCode ?? '',
    senderOrgCode: sender?.odsCode ?? '',
    senderOrgName: sender?.name ?? '',
    senderSmtp: `${message.sender.toLowerCase()}@dts.nhs.uk`,
    status: status[0]!.toUpperCase() + status.slice(1),
    statusSuccess: message.error ? 'ERROR' : 'SUCCESS',
    subject: message.subject,
    uploadTimestamp: compact(message.uploadedAt),
    version: '1.0',
    workflowId: message.workflowId,
  }
}
