import type { Communication, Receipt } from './communication.ts'
import { SYSTEM } from './systems.ts'

/**
 * A receipt as the FHIR Task that is posted to the supplier, or stands in the report of a day. The communication's id comes last,
 * after the supplier's own identifiers. Times are UTC: with an offset of zero when posted, with a Z in the report.
 * Source: callback specification "Send a real-time receipt", and the examples of the report.
 */
export function receiptTask(communication: Communication, receipt: Receipt, zone: '+00:00' | 'Z' = '+00:00'): Record<string, unknown> {
  return {
    resourceType: 'Task',
    intent: 'order',
    identifier: [...communication.identifiers, { system: SYSTEM.communicationId, value: communication.id }],
    status: receipt.status === 'Rejected' ? 'rejected' : 'completed',
    ...(receipt.status === 'Rejected' && { statusReason: { text: receipt.reason ?? 'NHS number not found' } }),
    code: { coding: [{ system: SYSTEM.status, code: receipt.status }] },
    authoredOn: utc(communication.receivedAt, zone),
    lastModified: utc(receipt.at, zone),
  }
}

/** `2021-08-05T13:20:52+00:00` */
function utc(epochMs: number, zone: string): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}${zone}`
}
