import codes from './data/codes.json' with { type: 'json' }
import { carryOutPending } from './cancel.ts'
import { currentIssue, isOpen, openNextIssue, setOpenItems, setStatus, settle } from './lifecycle.ts'
import type { DispenseNotification, Dispenser, EpsState, Issue, LineItemStatus, Prescription } from './state.ts'

/** What a dispenser is told who may not have a prescription. */
export interface ReleaseRefusal {
  code: keyof typeof codes.releaseErrors
  display: string
}

/**
 * Gives a prescription to a dispenser, or says why not. Source: EPS dispensing, release rejection reasons.
 * @param nominated the dispenser asked for all that is nominated to it, not for this prescription by its id
 */
export function release(
  prescription: Prescription | undefined,
  dispenser: Dispenser,
  now: number,
  nominated = false,
): ReleaseRefusal | undefined {
  if (!prescription) return refusal('RESOURCE_NOT_FOUND')
  settle(prescription, now)
  const issue = currentIssue(prescription)
  switch (issue.status) {
    case '0001':
      setStatus(issue, '0002', now, {
        message: nominated ? 'Nominated Release Request successful' : 'Release Request successful',
        organisation: dispenser.odsCode,
      })
      setOpenItems(issue, '0008')
      issue.dispenser = dispenser
      return undefined
    case '0002':
    case '0003':
      return refusal('PRESCRIPTION_WITH_ANOTHER_DISPENSER')
    case '0004':
      return refusal('PRESCRIPTION_EXPIRED')
    case '0005':
      return refusal('PRESCRIPTION_CANCELLED')
    case '0000':
      return refusal('RESOURCE_NOT_FOUND')
    default:
      return refusal('PRESCRIPTION_DISPENSED')
  }
}

function refusal(code: keyof typeof codes.releaseErrors): ReleaseRefusal {
  return { code, display: codes.releaseErrors[code] }
}

/** What was done with one item. Without a status: dispensed in full. */
export interface ItemDispensed {
  lineItemId: string
  /** `0001` in full, `0002` not (with a reason), `0003` in part, `0004` owed. */
  status?: Extract<LineItemStatus, '0001' | '0002' | '0003' | '0004'>
  quantity?: string
  reason?: string
}

/** Records a dispense notification. With no items named, all that are open are dispensed in full. */
export function dispense(
  prescription: Prescription,
  items: readonly ItemDispensed[] | undefined,
  notification: { id: string; at: number },
): void {
  const now = notification.at
  const issue = withDispenser(prescription, now)
  const done: readonly ItemDispensed[] =
    items ?? Object.entries(issue.items).flatMap(([lineItemId, item]) => (isOpen(item) ? [{ lineItemId }] : []))
  const told: DispenseNotification['items'] = []
  for (const { lineItemId, status = '0001', quantity, reason } of done) {
    const item = issue.items[lineItemId.toLowerCase()]
    if (!item)
      throw new Error(`Failed to dispense: ${lineItemId} is no item of ${prescription.id}. It has ${Object.keys(issue.items).join(', ')}.`)
    item.status = status
    const prescribed = prescription.items.find((each) => each.id === lineItemId.toLowerCase())!.quantity.value
    if (status === '0001') item.quantityDispensed = quantity ?? prescribed
    else if (quantity !== undefined) item.quantityDispensed = quantity
    if (reason !== undefined) item.nonDispensingReason = reason
    if (status === '0001' || status === '0002') delete item.pendingCancellation
    told.push({
      lineItemId: lineItemId.toLowerCase(),
      status,
      quantity: item.quantityDispensed ?? '0',
      ...(reason !== undefined && { reason }),
    })
  }
  issue.notifications.push({ ...notification, items: told })
  finish(prescription, issue, notification)
}

/** An issue without open items is dispensed, or not dispensed when nothing of it was; otherwise it is active. */
function finish(prescription: Prescription, issue: Issue, notification: { id: string; at: number }): void {
  const items = Object.values(issue.items)
  const event = {
    message: 'Dispense notification successful',
    notificationId: notification.id,
    ...(issue.dispenser && { organisation: issue.dispenser.odsCode }),
  }
  if (items.some(isOpen)) return setStatus(issue, '0003', notification.at, event)
  setStatus(issue, items.some((item) => item.status === '0001') ? '0006' : '0007', notification.at, event)
  issue.dispensedAt = notification.at
  openNextIssue(prescription, issue, notification.at)
}

/** The dispenser gives the prescription back: it may be had again, less what was marked for cancellation. */
export function giveBack(state: EpsState, prescription: Prescription, now: number): void {
  const issue = withDispenser(prescription, now)
  if (issue.status === '0003')
    throw new Error(
      `Failed to return ${prescription.id}: something of it was dispensed already. Withdraw the dispense notification first, or dispense the rest.`,
    )
  setStatus(issue, '0001', now, {
    message: 'Dispense proposal return successful',
    ...(issue.dispenser && { organisation: issue.dispenser.odsCode }),
  })
  setOpenItems(issue, '0007')
  delete issue.dispenser
  for (const { lineItemId, mark } of carryOutPending(prescription, issue, now)) {
    state.subsequent.push({ at: now, prescriptionId: prescription.id, lineItemId, outcome: 'R-0001', messageId: mark.messageId })
  }
}

function withDispenser(prescription: Prescription, now: number): Issue {
  settle(prescription, now)
  const issue = currentIssue(prescription)
  if (issue.status === '0002' || issue.status === '0003') return issue
  throw new Error(`Failed to act on ${prescription.id}: no dispenser has it (status ${issue.status}). Release it first.`)
}
