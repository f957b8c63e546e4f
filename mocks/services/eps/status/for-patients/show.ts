import type { Bundle } from '../../fhir.ts'
import { currentIssue } from '../../lifecycle.ts'
import type { LineItemStatus, Prescription } from '../../state.ts'
import { CODES, EXTENSION, ID } from '../../systems.ts'
import type { UpdatesState } from '../updates/state.ts'
import { statusOfItem, STATUS_SYSTEM, TOLD } from '../words.ts'

const REQUEST_STATUS: Record<LineItemStatus, string> = { '0001': 'completed', '0002': 'stopped', '0003': 'active', '0004': 'active', '0005': 'cancelled', '0006': 'stopped', '0007': 'active', '0008': 'active' }

/** How far an item is, as a patient reads it: what a dispenser told last, or what EPS knows. */
export function statusShown(prescription: Prescription, lineItemId: string, { updates, untracked }: UpdatesState): { status: string; at: string } {
  const issue = currentIssue(prescription)
  const item = issue.items[lineItemId]!
  const told = updates.filter((each) => each.prescriptionId === prescription.id && each.lineItemId === lineItemId).sort((a, b) => a.lastModified.localeCompare(b.lastModified)).at(-1)
  const known = new Date(issue.history.at(-1)?.at ?? prescription.receivedAt).toISOString()
  // Whoever cancelled it has the last word: no dispenser can have it any more.
  if (item.status === '0005') return { status: statusOfItem(issue.status, item.status), at: known }
  if (untracked.has(prescription.nhsNumber)) return { status: 'Tracking Temporarily Unavailable', at: known }
  if (told) return { status: TOLD.find((words) => words.toLowerCase() === told.status.toLowerCase()) ?? told.status, at: told.lastModified }
  return { status: statusOfItem(issue.status, item.status), at: known }
}

/** One prescription as the patient's app gets it: a collection of the items, who prescribed them, and who has them. */
export function shown(prescription: Prescription, updates: UpdatesState, newUrl: () => string) {
  const issue = currentIssue(prescription)
  const [role, practitioner, practice, dispenser] = [newUrl(), newUrl(), newUrl(), newUrl()]
  const { prescriber } = prescription
  const requests = prescription.items.map((item) => {
    const { status, at } = statusShown(prescription, item.id, updates)
    return {
      fullUrl: newUrl(),
      resource: {
        resourceType: 'MedicationRequest',
        status: REQUEST_STATUS[issue.items[item.id]!.status],
        intent: 'order',
        medicationCodeableConcept: { coding: [{ system: CODES.snomed, ...item.medication }] },
        subject: { identifier: { system: ID.nhsNumber, value: prescription.nhsNumber } },
        requester: { reference: role },
        groupIdentifier: { system: ID.prescription, value: prescription.id },
        courseOfTherapyType: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy', code: prescription.course }] },
        dispenseRequest: {
          validityPeriod: { start: new Date(prescription.signedAt).toISOString().slice(0, 10) },
          quantity: { value: Number(item.quantity.value), unit: item.quantity.unit, system: CODES.snomed, code: item.quantity.code },
          ...(issue.dispenser && { performer: { reference: dispenser } }),
        },
        substitution: { allowedBoolean: false },
        extension: [{ url: EXTENSION.statusHistory, extension: [{ url: 'statusDate', valueDateTime: at }, { url: 'status', valueCoding: { system: STATUS_SYSTEM, code: status } }] }],
      },
    }
  })
  const named = (prescription.message as Bundle).entry?.find(({ resource }) => resource?.resourceType === 'Organization')?.resource as { name?: string } | undefined
  return {
    resourceType: 'Bundle',
    id: newUrl().slice('urn:uuid:'.length),
    type: 'collection',
    entry: [
      ...requests,
      { fullUrl: role, resource: { resourceType: 'PractitionerRole', id: idOf(role), practitioner: { reference: practitioner }, organization: { reference: practice } } },
      { fullUrl: practitioner, resource: { resourceType: 'Practitioner', id: idOf(practitioner), name: [{ family: prescriber.name }] } },
      { fullUrl: practice, resource: organization(idOf(practice), { odsCode: prescriber.organisation, name: named?.name ?? prescriber.organisation }) },
      ...(issue.dispenser ? [{ fullUrl: dispenser, resource: organization(idOf(dispenser), issue.dispenser) }] : []),
    ],
  }
}

const idOf = (url: string): string => url.slice('urn:uuid:'.length)

const organization = (id: string, { odsCode, name, telephone, address, postcode }: { odsCode: string; name: string; telephone?: string; address?: string[]; postcode?: string }) => ({
  resourceType: 'Organization',
  id,
  identifier: [{ system: ID.organisation, value: odsCode }],
  name,
  ...(telephone && { telecom: [{ system: 'phone', use: 'work', value: telephone }] }),
  ...(address && { address: [{ use: 'work', type: 'both', line: address, postalCode: postcode }] }),
})
