import type { LineItemStatus, PrescriptionStatus } from '../state.ts'

/** What dispensers may tell of an item, in the published words; written in any case. */
export const TOLD = [
  'With Pharmacy',
  'With Pharmacy - Preparing Remainder',
  'Ready to Collect',
  'Ready to Collect - Partial',
  'Ready to Dispatch',
  'Ready to Dispatch - Partial',
  'Dispatched',
  'Collected',
  'Not Dispensed',
] as const

export const STATUS_SYSTEM = 'https://fhir.nhs.uk/CodeSystem/task-businessStatus-nppt'

/** What a patient sees of an item of which no dispenser has told anything, by what EPS knows of it. */
export function statusOfItem(issue: PrescriptionStatus, item: LineItemStatus): string {
  if (item === '0005') return 'Prescriber Cancelled'
  if (item === '0001') return 'Collected'
  if (item === '0002' || item === '0006') return 'Not Dispensed'
  return issue === '0001' || issue === '0000' ? 'Prescriber Approved' : 'With Pharmacy but Tracking not Supported'
}
