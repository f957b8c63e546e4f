import codes from '../data/codes.json' with { type: 'json' }
import type { Issue, Prescription } from '../state.ts'

const BUSINESS_STATUS = 'https://fhir.nhs.uk/CodeSystem/EPS-task-business-status'
/** Later issues of a repeat dispensing prescription, as the tracker calls them. */
const FUTURE = { code: '9000', display: 'Repeat Dispense future instance' }

/** `reflex-order` is what the tracker says of repeat dispensing, which no prescriber may send. */
export const INTENTS: Record<Prescription['course'], string> = {
  acute: 'order',
  continuous: 'instance-order',
  'continuous-repeat-dispensing': 'reflex-order',
}

/** The status of an issue as a coding. */
export function statusCoding(status: Issue['status'], isFuture: boolean) {
  return { system: BUSINESS_STATUS, ...(isFuture ? FUTURE : { code: status, display: codes.prescriptionStatuses[status] }) }
}

export function isFuture(issue: Issue): boolean {
  return issue.status === '0000' && issue.availableFrom === undefined
}

export function statusExtension(issue: Issue) {
  return {
    url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionStatusHistory',
    extension: [{ url: 'status', valueCoding: statusCoding(issue.status, isFuture(issue)) }],
  }
}

/** Which issue of how many; nothing for an acute prescription. */
export function repeatExtensions(prescription: Prescription, issue: Issue) {
  if (prescription.course === 'acute') return []
  return [
    {
      url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
      extension: [
        { url: 'numberOfRepeatsIssued', valueInteger: issue.number },
        { url: 'numberOfRepeatsAllowed', valueInteger: prescription.issues.length },
      ],
    },
  ]
}

export function pendingExtension(parts: Partial<Record<'prescriptionPendingCancellation' | 'lineItemPendingCancellation', boolean>>) {
  return {
    url: 'https://fhir.nhs.uk/StructureDefinition/Extension-PendingCancellation',
    extension: Object.entries(parts).map(([url, valueBoolean]) => ({ url, valueBoolean })),
  }
}

/** Whether every open item, or any, waits to be cancelled. */
export function pendingOf(issue: Issue): { all: boolean; any: boolean } {
  const items = Object.values(issue.items)
  const pending = items.filter((item) => item.pendingCancellation)
  return { all: pending.length > 0 && pending.length === items.filter((item) => item.status !== '0005').length, any: pending.length > 0 }
}
