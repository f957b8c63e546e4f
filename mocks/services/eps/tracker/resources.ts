import codes from '../data/codes.json' with { type: 'json' }
import { patientOf, type Bundle } from '../fhir.ts'
import { linesOf } from '../hl7/demographics.ts'
import type { DispenseNotification, Issue, ItemState, LineItem, LineItemStatus, Prescription } from '../state.ts'
import { CODES, EXTENSION, ID } from '../systems.ts'
import { INTENTS, isFuture, pendingExtension, pendingOf, repeatExtensions, statusCoding, statusExtension } from './extensions.ts'
import { nameOf } from './search.ts'

const REQUEST_STATUS: Record<LineItemStatus, string> = {
  '0001': 'completed',
  '0002': 'stopped',
  '0003': 'active',
  '0004': 'active',
  '0005': 'cancelled',
  '0006': 'stopped',
  '0007': 'active',
  '0008': 'active',
}
const COURSES = {
  acute: {
    system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
    code: 'acute',
    display: 'Short course (acute) therapy',
  },
  continuous: {
    system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
    code: 'continuous',
    display: 'Continuous long term therapy',
  },
  'continuous-repeat-dispensing': {
    system: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-course-of-therapy',
    code: 'continuous-repeat-dispensing',
    display: 'Continuous long term (repeat dispensing)',
  },
}
const SITES: Record<string, string> = {
  P1: 'Other (e.g. Community Pharmacy)',
  P2: 'Appliance Contractor',
  P3: 'Dispensing Doctor',
  '0004': 'None',
}
/** The tracker knows medicines by name only and codes them all as the root of SNOMED CT. */
const ANY_CONCEPT = { system: CODES.snomed, code: '138875005' }

export function patientResource(prescription: Prescription) {
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
    ...(address && {
      address: [
        {
          line: lines,
          ...(address.postalCode && { postalCode: address.postalCode }),
          text: [...lines, ...(address.postalCode ? [address.postalCode] : [])].join(', '),
          type: 'both',
          use: 'home',
        },
      ],
    }),
  }
}

export function roleResource(odsCode: string) {
  return { resourceType: 'PractitionerRole', organization: { identifier: { system: ID.organisation, value: odsCode } } }
}

export function requestResource(prescription: Prescription, issue: Issue, item: LineItem, urls: { patient: string; prescriber: string }) {
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
      quantity: {
        system: 'http://unitsofmeasure.org',
        code: item.quantity.value,
        value: Number(item.quantity.value),
        unit: item.quantity.unit,
      },
      ...(prescription.nominatedDispenser !== undefined && {
        performer: { identifier: [{ system: ID.organisation, value: prescription.nominatedDispenser }] },
      }),
      extension: [
        {
          url: EXTENSION.performerSiteType,
          valueCoding: {
            system: 'https://fhir.nhs.uk/CodeSystem/dispensing-site-preference',
            code: prescription.siteType,
            display: SITES[prescription.siteType],
          },
        },
      ],
    },
    dosageInstruction: [{ text: item.dosage }],
    substitution: { allowedBoolean: false },
    extension: itemExtensions(prescription, issue, state),
  }
}

function itemExtensions(prescription: Prescription, issue: Issue, state: ItemState) {
  return [
    {
      url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation',
      extension: [{ url: 'dispenseStatus', valueCoding: itemStatus(state.status) }],
    },
    pendingExtension({ lineItemPendingCancellation: state.pendingCancellation !== undefined }),
    ...(prescription.course === 'continuous-repeat-dispensing'
      ? [{ url: EXTENSION.repeatInformation, extension: [{ url: 'numberOfPrescriptionsIssued', valueUnsignedInt: issue.number }] }]
      : []),
  ]
}

function itemStatus(status: LineItemStatus) {
  return { system: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-type', code: status, display: codes.lineItemStatuses[status] }
}

export function dispenseResource(
  prescription: Prescription,
  issue: Issue,
  told: DispenseNotification['items'][number],
  isLast: boolean,
  urls: { patient: string; dispenser: string; request: string },
) {
  const item = prescription.items.find((candidate) => candidate.id === told.lineItemId)!
  const reason = told.reason as keyof typeof codes.nonDispensingReasons | undefined
  return {
    resourceType: 'MedicationDispense',
    identifier: [{ system: ID.lineItem, value: item.id }],
    subject: { reference: urls.patient },
    status: isLast ? 'in-progress' : 'unknown',
    ...(reason && {
      statusReasonCodeableConcept: {
        coding: [
          {
            system: 'https://fhir.nhs.uk/CodeSystem/medicationdispense-status-reason',
            code: reason,
            display: codes.nonDispensingReasons[reason],
          },
        ],
      },
    }),
    performer: [{ actor: { reference: urls.dispenser } }],
    type: { coding: [itemStatus(told.status)] },
    authorizingPrescription: [{ reference: urls.request }],
    medicationCodeableConcept: { coding: [ANY_CONCEPT], text: item.medication.display },
    quantity: { system: 'http://unitsofmeasure.org', code: told.quantity, value: Number(told.quantity), unit: item.quantity.unit },
    dosageInstruction: [{ text: item.dosage }],
    extension: [
      {
        url: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-TaskBusinessStatus',
        valueCoding: statusCoding(issue.status, isFuture(issue)),
      },
    ],
  }
}

export function groupResource(prescription: Prescription, issue: Issue, patientUrl: string) {
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
      {
        url: EXTENSION.prescriptionType,
        valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/prescription-type', code: prescription.type },
      },
      ...repeatExtensions(prescription, issue),
      pendingExtension({ prescriptionPendingCancellation: pendingOf(issue).all }),
    ],
  }
}
