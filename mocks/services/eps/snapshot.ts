import codes from './data/codes.json' with { type: 'json' }
import { currentIssue, settle } from './lifecycle.ts'
import type { Prescription } from './state.ts'

const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())

/** A prescription as an onlooker sees it: plain JSON, with the names of all statuses. */
export function snapshot(prescription: Prescription, now: number) {
  settle(prescription, now)
  const current = currentIssue(prescription)
  const { message: _message, issues, items, signedAt, receivedAt, expiresAt, ...rest } = prescription
  return {
    ...rest,
    status: current.status,
    statusName: codes.prescriptionStatuses[current.status],
    issueNumber: current.number,
    signedAt: iso(signedAt),
    receivedAt: iso(receivedAt),
    expiresAt: iso(expiresAt),
    dispenser: current.dispenser?.odsCode ?? null,
    /** As prescribed, with where each item stands in the current issue. */
    items: items.map((item) => ({
      ...item,
      ...current.items[item.id],
      statusName: codes.lineItemStatuses[current.items[item.id]!.status],
    })),
    issues: issues.map((issue) => ({
      number: issue.number,
      status: issue.status,
      statusName: codes.prescriptionStatuses[issue.status],
      availableFrom: iso(issue.availableFrom) ?? null,
      dispensedAt: iso(issue.dispensedAt) ?? null,
      dispenser: issue.dispenser?.odsCode ?? null,
      items: Object.entries(issue.items).map(([id, item]) => ({ id, ...item, statusName: codes.lineItemStatuses[item.status] })),
      history: issue.history.map((event) => ({ ...event, at: iso(event.at), statusName: codes.prescriptionStatuses[event.status] })),
    })),
  }
}

export type PrescriptionSnapshot = ReturnType<typeof snapshot>
