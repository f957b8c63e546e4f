import codes from '../data/codes.json' with { type: 'json' }
import { linesOf } from '../hl7/demographics.ts'
import { patientOf, type Bundle } from '../fhir.ts'
import type { DispenseNotification, Issue, ItemState, LineItem, LineItemStatus, Prescription } from '../state.ts'
import { CODES, EXTENSION, ID } from '../systems.ts'
import { INTENTS, isFuture, pendingExtension, pendingOf, repeatExtensions, statusCoding, statusExtension } from './extensions.ts'
import { nameOf } from './search.ts'

const REQUEST_STATUS: Record<LineItemStatus, string> = { '0001': 'completed', '0002': 'stopped', '0003': 'active', '0004': 'active', '0005': 'cancelled', '0006': 'stopped', '0007': 'active', '0008': 'active' }
const COURSES = {
  acute: { system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy', code: 'acute', display: 'Short course (acute) therapy' },
  continuous: { system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy', code: 'continuous', display: 'Continuous long term therapy' },
  'continuous-repeat-dispensing': { system: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-course-of-therapy', code: 'continuous-repeat-dispensing', display: 'Continuous long term (repeat dispensing)' },
}
const SITES: Record<string, string> = { P1: 'Other (e.g. Community Pharmacy)', P2: 'Appliance Contractor', P3: 'Dispensing Doctor', '0004': 'None' }
/** The tracker knows medicines by name only and codes them all as the root of SNOMED CT. */
const ANY_CONCEPT = { system: CODES.snomed, code: '138875005' }
const PARTICIPANT = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-RequestOrchestration.action.participant.typeReference'

type Entry = { fullUrl: string; search: { mode: string }; resource: { id: string } & Record<string, unknown> }

/** One issue of a prescription as the tracker tells it: patient, items, what was dispensed, and last the group with its history. */
export function clinicalView(prescription: Prescription, issue: Issue, newId: () => string) {
  const entry = (mode: string, resource: Record<string, unknown>): Entry => {
    const id = newId()
    return { fullUrl: `urn:uuid:${id}`, search: { mode }, resource: { ...resource, id } }
  }
  const patient = entry('include', patientResource(prescription))
  const prescriber = entry('include', roleResource(prescription.prescriber.organisation))
  const requests = new Map(prescription.items.map((item) => [item.id, entry('include', requestResource(prescription, issue, item, { patient: patient.fullUrl, prescriber: prescriber.fullUrl }))]))
  const dispenser = issue.notifications.length && issue.dispenser ? entry('include', roleResource(issue.dispenser.odsCode)) : undefined
  const dispenses = issue.notifications.map((notification, at) => ({
    notification,
    entries: notification.items.map((told) =>
      entry('include', dispenseResource(prescription, issue, told, at === issue.notifications.length - 1, { patient: patient.fullUrl, dispenser: dispenser?.fullUrl ?? '', request: requests.get(told.lineItemId)!.fullUrl })),
    ),
  }))
  const groupId = newId()
  const group: Entry = { fullUrl: `urn:uuid:${groupId}`, search: { mode: 'match' }, resource: { ...groupResource(prescription, issue, patient.fullUrl), id: groupId, action: [itemsAction(prescription, [...requests.values()]), historyAction(issue, groupId, dispenses)] } }
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: 1,
    entry: [patient, prescriber, ...requests.values(), ...(dispenser ? [dispenser] : []), ...dispenses.flatMap(({ entries }) => entries), group],
  }
}

function patientResource(prescription: Prescription) {
  const patient = patientOf(prescription.message as Bundle)
  const name = nameOf(prescription)
  const address = patient.address?.[0]
  const lines = address ? linesOf(address) : []
  return {
    resourceType: 'Patient',
    identifier: [{ system: ID.nhsNumber, value: prescription.nhsNumber }],
    ...(name && { name: [name] }),
    birthDate: patient.birthDate,
    gender: patient.gender,
    ...(address && { address: [{ line: lines, ...(address.postalCode && { postalCode: address.postalCode }), text: [...lines, ...(address.postalCode ? [address.postalCode] : [])].join(', '), type: 'both', use: 'home' }] }),
  }
}

function roleResource(odsCode: string) {
  return { resourceType: 'PractitionerRole', organization: { identifier: { system: ID.organisation, value: odsCode } } }
}

function requestResource(prescription: Prescription, issue: Issue, item: LineItem, urls: { patient: string; prescriber: string }) {
  const state = issue.items[item.id]!
  const reason = state.cancelled?.reason as keyof typeof codes.cancellationReasons | undefined
  return {
    resourceType: 'MedicationRequest',
    identifier: [{ system: ID.lineItem, value: item.id }],
    subject: { reference: urls.patient },
    status: REQUEST_STATUS[state.status],
    ...(reason && { statusReason: { coding: [{ system: CODES.statusReason, code: reason, display: codes.cancellationReasons[reason] }] } }),
    intent: INTENTS[prescription.course],
    requester: { reference: urls.prescriber },
    ...(issue.dispenser && { performer: { identifier: [{ system: ID.organisation, value: issue.dispenser.odsCode }] } }),
    groupIdentifier: { system: ID.prescription, value: prescription.id },
    medicationCodeableConcept: { coding: [ANY_CONCEPT], text: item.medication.display },
    courseOfTherapyType: { coding: [COURSES[prescription.course]] },
    dispenseRequest: {
      quantity: { system: 'http://unitsofmeasure.org', code: item.quantity.value, value: Number(item.quantity.value), unit: item.quantity.unit },
      ...(prescription.nominatedDispenser !== undefined && { performer: { identifier: [{ system: ID.organisation, value: prescription.nominatedDispenser }] } }),
      extension: [{ url: EXTENSION.performerSiteType, valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/dispensing-site-preference', code: prescription.siteType, display: SITES[prescription.siteType] } }],
    },
    dosageInstruction: [{ text: item.dosage }],
    substitution: { allowedBoolean: false },
    extension: itemExtensions(prescription, issue, state),
  }
}

function itemExtensions(prescription: Prescription, issue: Issue, state: ItemState) {
  return [
    { url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation', extension: [{ url: 'dispenseStatus', valueCoding: itemStatus(state.status) }] },
    pendingExtension({ lineItemPendingCancellation: state.pendingCancellation !== undefined }),
    ...(prescription.course === 'continuous-repeat-dispensing' ? [{ url: EXTENSION.repeatInformation, extension: [{ url: 'numberOfPrescriptionsIssued', valueUnsignedInt: issue.number }] }] : []),
  ]
}

function itemStatus(status: LineItemStatus) {
  return { system: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-type', code: status, display: codes.lineItemStatuses[status] }
}

function dispenseResource(prescription: Prescription, issue: Issue, told: DispenseNotification['items'][number], isLast: boolean, urls: { patient: string; dispenser: string; request: string }) {
  const item = prescription.items.find((candidate) => candidate.id === told.lineItemId)!
  const reason = told.reason as keyof typeof codes.nonDispensingReasons | undefined
  return {
    resourceType: 'MedicationDispense',
    identifier: [{ system: ID.lineItem, value: item.id }],
    subject: { reference: urls.patient },
    status: isLast ? 'in-progress' : 'unknown',
    ...(reason && { statusReasonCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-status-reason', code: reason, display: codes.nonDispensingReasons[reason] }] } }),
    performer: [{ actor: { reference: urls.dispenser } }],
    type: { coding: [itemStatus(told.status)] },
    authorizingPrescription: [{ reference: urls.request }],
    medicationCodeableConcept: { coding: [ANY_CONCEPT], text: item.medication.display },
    quantity: { system: 'http://unitsofmeasure.org', code: told.quantity, value: Number(told.quantity), unit: item.quantity.unit },
    dosageInstruction: [{ text: item.dosage }],
    extension: [{ url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatus', valueCoding: statusCoding(issue.status, isFuture(issue)) }],
  }
}

function groupResource(prescription: Prescription, issue: Issue, patientUrl: string) {
  return {
    resourceType: 'RequestGroup',
    identifier: [{ system: ID.prescription, value: prescription.id }],
    subject: { reference: patientUrl },
    status: 'active',
    intent: INTENTS[prescription.course],
    author: { identifier: { system: ID.organisation, value: prescription.prescriber.organisation } },
    authoredOn: new Date(prescription.signedAt).toISOString(),
    extension: [
      statusExtension(issue),
      { url: EXTENSION.prescriptionType, valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/prescription-type', code: prescription.type } },
      ...repeatExtensions(prescription, issue),
      pendingExtension({ prescriptionPendingCancellation: pendingOf(issue).all }),
    ],
  }
}

function itemsAction(prescription: Prescription, requests: readonly Entry[]) {
  return {
    title: 'Prescription Line Items(Medications)',
    ...(prescription.supplyDays !== undefined && { timingTiming: { repeat: { frequency: 1, period: prescription.supplyDays, periodUnit: 'd' } } }),
    action: requests.map(({ fullUrl }) => ({ resource: { reference: fullUrl } })),
  }
}

function historyAction(issue: Issue, groupId: string, dispenses: readonly { notification: DispenseNotification; entries: readonly Entry[] }[]) {
  return {
    title: 'Prescription status transitions',
    action: issue.history.flatMap((event) => {
      if (event.message === undefined) return []
      const dispensed = dispenses.find(({ notification }) => notification.id === event.notificationId)
      return {
        title: event.message,
        timingDateTime: new Date(event.at).toISOString(),
        code: [{ coding: [statusCoding(event.status, false)] }, ...(dispensed ? [{ coding: [{ system: ID.message, code: dispensed.notification.id }] }] : [])],
        participant: [{ extension: [{ url: PARTICIPANT, valueReference: { identifier: { system: ID.organisation, value: event.organisation } } }] }],
        ...(dispensed ? { action: dispensed.entries.map(({ fullUrl }) => ({ resource: { reference: fullUrl } })) } : { resource: { reference: `urn:uuid:${groupId}` } }),
      }
    }),
  }
}
