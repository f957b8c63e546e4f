import type { Issue, IssueEvent, ItemState, LineItemStatus, Prescription, PrescriptionStatus } from './state.ts'

const DAY = 24 * 60 * 60 * 1000
/** A later issue of a repeat dispensing prescription may be had so long before the supply of the last one ends. */
const EARLY_DAYS = 7

/** Statuses after which nothing more happens to an issue. */
const FINISHED: readonly PrescriptionStatus[] = ['0004', '0005', '0006', '0007', '0008', '0009']

export function isFinished(issue: Issue): boolean {
  return FINISHED.includes(issue.status)
}

/** The issue a prescription is at: the first that is not finished, or the last. */
export function currentIssue(prescription: Prescription): Issue {
  return prescription.issues.find((issue) => !isFinished(issue)) ?? prescription.issues.at(-1)!
}

/** Sets the status and keeps what happened; an event is kept even where it leaves the status as it was. */
export function setStatus(
  issue: Issue,
  status: PrescriptionStatus,
  at: number,
  event?: Pick<IssueEvent, 'message' | 'organisation' | 'notificationId'>,
): void {
  if (issue.status === status && !event) return
  issue.status = status
  issue.history.push({ at, status, ...event })
}

/** Sets every item that is not yet at an end. */
export function setOpenItems(issue: Issue, status: LineItemStatus): void {
  for (const item of Object.values(issue.items)) if (isOpen(item)) item.status = status
}

/** Whether an item may still be dispensed. */
export function isOpen(item: ItemState): boolean {
  return item.status === '0003' || item.status === '0004' || item.status === '0007' || item.status === '0008'
}

/**
 * Lets time pass over a prescription: an issue whose day has come can be dispensed, one that nobody took in time has
 * expired. Called before anybody looks at it, so that a moved clock shows.
 */
export function settle(prescription: Prescription, now: number): void {
  for (const issue of prescription.issues) {
    if (issue.status !== '0000' && issue.status !== '0001') continue
    if (now >= prescription.expiresAt) expire(issue, prescription.expiresAt)
    else if (issue.status === '0000' && issue.availableFrom !== undefined && now >= issue.availableFrom)
      setStatus(issue, '0001', issue.availableFrom)
  }
}

export function expire(issue: Issue, at: number): void {
  setStatus(issue, '0004', at)
  setOpenItems(issue, '0006')
}

/** Opens the next issue of a repeat dispensing prescription once one is done with. */
export function openNextIssue(prescription: Prescription, done: Issue, at: number): void {
  const next = prescription.issues.find((issue) => issue.number === done.number + 1)
  if (!next || next.availableFrom !== undefined) return
  next.availableFrom = at + Math.max(0, (prescription.supplyDays ?? 0) - EARLY_DAYS) * DAY
}
