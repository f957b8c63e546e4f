import { currentIssue, openNextIssue, setStatus } from './lifecycle.ts'
import type { CancellationMark, Issue, ItemState, Prescription } from './state.ts'

/** How Spine answers a cancellation, under the codes of the API. */
export type CancellationOutcome =
  'R-0001' | 'R-0002' | 'R-0003' | 'R-0004' | 'R-0005' | 'R-0006' | 'R-0007' | 'R-0008' | 'R-0009' | 'R-0010' | 'R-5000' | 'R-5888'

/**
 * Cancels one item of a prescription, marks it for cancellation while a dispenser has it, or says why not.
 * Call `settle` first. The item must be one of the prescription.
 */
export function cancelItem(prescription: Prescription, lineItemId: string, mark: CancellationMark): CancellationOutcome {
  const issue = currentIssue(prescription)
  const item = issue.items[lineItemId]!
  const final = outcomeOfFinished(issue, item)
  if (final) return final
  if (issue.status === '0002' || issue.status === '0003') {
    if (item.pendingCancellation && item.pendingCancellation.userId !== mark.userId) return 'R-0007'
    item.pendingCancellation = mark
    setStatus(issue, issue.status, mark.at, {
      message: 'Prescription/item was not cancelled. With dispenser. Marked for cancellation',
      organisation: mark.organisation,
    })
    return issue.status === '0002' ? 'R-0002' : 'R-0003'
  }
  for (const later of prescription.issues.filter((candidate) => candidate.number >= issue.number)) cancelIn(later, lineItemId, mark)
  return 'R-0001'
}

function outcomeOfFinished(issue: Issue, item: ItemState): CancellationOutcome | undefined {
  if (item.status === '0005') return 'R-0006'
  if (item.status === '0006') return 'R-0005'
  if (item.status === '0001') return 'R-0004'
  if (item.status === '0002') return 'R-0010'
  switch (issue.status) {
    case '0004':
      return 'R-0005'
    case '0005':
      return 'R-0006'
    case '0006':
    case '0008':
    case '0009':
      return 'R-0004'
    case '0007':
      return 'R-0010'
    default:
      return undefined
  }
}

/** Takes an item out of an issue; an issue without items left is cancelled. */
export function cancelIn(issue: Issue, lineItemId: string, mark: CancellationMark): void {
  const item = issue.items[lineItemId]!
  item.status = '0005'
  item.cancelled = mark
  delete item.pendingCancellation
  const nothingLeft = Object.values(issue.items).every((each) => each.status === '0005')
  setStatus(issue, nothingLeft ? '0005' : issue.status, mark.at, {
    message: 'Prescription/item was cancelled',
    organisation: mark.organisation,
  })
}

/** Carries out what was asked for while the dispenser had the items. Gives back which items that were. */
export function carryOutPending(prescription: Prescription, issue: Issue, at: number): { lineItemId: string; mark: CancellationMark }[] {
  const pending = Object.entries(issue.items).flatMap(([lineItemId, item]) =>
    item.pendingCancellation ? [{ lineItemId, mark: { ...item.pendingCancellation, at } }] : [],
  )
  for (const { lineItemId, mark } of pending) {
    for (const later of prescription.issues.filter((candidate) => candidate.number >= issue.number)) cancelIn(later, lineItemId, mark)
  }
  if (issue.status === '0005') openNextIssue(prescription, issue, at)
  return pending
}
