import type { Issue, Prescription } from '../state.ts'
import { historyAction, itemsAction, type Entry } from './actions.ts'
import { dispenseResource, groupResource, patientResource, requestResource, roleResource } from './resources.ts'

/** One issue of a prescription as the tracker tells it: patient, items, what was dispensed, and last the group with its history. */
export function clinicalView(prescription: Prescription, issue: Issue, newId: () => string) {
  const entry = (mode: string, resource: Record<string, unknown>): Entry => {
    const id = newId()
    return { fullUrl: `urn:uuid:${id}`, search: { mode }, resource: { ...resource, id } }
  }
  const patient = entry('include', patientResource(prescription))
  const prescriber = entry('include', roleResource(prescription.prescriber.organisation))
  const requests = new Map(
    prescription.items.map((item) => [
      item.id,
      entry('include', requestResource(prescription, issue, item, { patient: patient.fullUrl, prescriber: prescriber.fullUrl })),
    ]),
  )
  const dispenser = issue.notifications.length && issue.dispenser ? entry('include', roleResource(issue.dispenser.odsCode)) : undefined
  const dispenses = issue.notifications.map((notification, at) => ({
    notification,
    entries: notification.items.map((told) =>
      entry(
        'include',
        dispenseResource(prescription, issue, told, at === issue.notifications.length - 1, {
          patient: patient.fullUrl,
          dispenser: dispenser?.fullUrl ?? '',
          request: requests.get(told.lineItemId)!.fullUrl,
        }),
      ),
    ),
  }))
  const groupId = newId()
  const group: Entry = {
    fullUrl: `urn:uuid:${groupId}`,
    search: { mode: 'match' },
    resource: {
      ...groupResource(prescription, issue, patient.fullUrl),
      id: groupId,
      action: [itemsAction(prescription, [...requests.values()]), historyAction(issue, groupId, dispenses)],
    },
  }
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: 1,
    entry: [
      patient,
      prescriber,
      ...requests.values(),
      ...(dispenser ? [dispenser] : []),
      ...dispenses.flatMap(({ entries }) => entries),
      group,
    ],
  }
}
