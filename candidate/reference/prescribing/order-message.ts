import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { EPS, EPS_EXTENSION } from './eps-systems.ts'
import type { Course } from './item.ts'
import type { Order, OrderLine, OrderPractice, OrderPrescriber } from './order.ts'

/** One entry of a message. */
export interface Entry {
  fullUrl: string
  resource: Resource
}

/** A FHIR message to EPS. */
export interface Message extends Resource {
  resourceType: 'Bundle'
  identifier: { system: string; value: string }
  entry: Entry[]
}

/** Addresses under which the resources of one message refer to each other. */
export interface Urls {
  patient: string
  role: string
  practitioner: string
  practice: string
}

export const urn = (id: string = randomUUID()) => `urn:uuid:${id}`

const INTENT: Record<Course, string> = { acute: 'order', continuous: 'instance-order', 'continuous-repeat-dispensing': 'original-order' }

/** The moment at which an item says it was authored: that of the whole prescription. */
export const authoredOnOf = behaviour('prescribing.authoredOnOf', (order: Order, _line: OrderLine): string => order.authoredOn)

/**
 * The unsigned prescription-order message of an order.
 * Source: EPS FHIR Prescribing API, $prepare and $process-message#prescription-order.
 */
export function orderMessage(order: Order): Message {
  const urls: Urls = { patient: urn(), role: urn(), practitioner: urn(), practice: urn() }
  const lines = order.lines.map((line): Entry => ({ fullUrl: urn(line.lineId), resource: medicationRequest(order, line, urls) }))
  return {
    resourceType: 'Bundle',
    id: randomUUID(),
    identifier: { system: EPS.messageId, value: order.messageId },
    type: 'message',
    entry: [
      {
        fullUrl: urn(),
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: { system: EPS.event, code: 'prescription-order', display: 'Prescription Order' },
          ...(order.pharmacy !== undefined && {
            destination: [
              {
                endpoint: `urn:nhs-uk:addressing:ods:${order.pharmacy}`,
                receiver: { identifier: { system: SYSTEM.odsCode, value: order.pharmacy } },
              },
            ],
          }),
          sender: { identifier: { system: SYSTEM.odsCode, value: order.practice.odsCode }, display: order.practice.name },
          source: { endpoint: `urn:nhs-uk:addressing:ods:${order.practice.odsCode}` },
          focus: [...lines.map(({ fullUrl }) => ({ reference: fullUrl })), { reference: urls.patient }, { reference: urls.role }],
        },
      },
      ...lines,
      patientEntry(order, urls),
      ...prescriberEntries(order.prescriber, order.practice, urls),
    ],
  }
}

function medicationRequest(order: Order, line: OrderLine, urls: Urls): Resource {
  const { item, dosage } = line
  const batches = order.course === 'continuous-repeat-dispensing'
  return {
    resourceType: 'MedicationRequest',
    extension: [
      { url: EPS_EXTENSION.prescriptionType, valueCoding: { system: EPS.prescriptionType, ...order.type } },
      ...(order.course === 'acute'
        ? []
        : [{ url: EPS_EXTENSION.repeatInformation, extension: [{ url: 'authorisationExpiryDate', valueDateTime: order.validUntil }] }]),
      ...controlledDrug(line),
    ],
    identifier: [{ system: EPS.lineItem, value: line.lineId }],
    status: 'active',
    intent: INTENT[order.course],
    category: [{ coding: [{ system: EPS.category, code: 'community', display: 'Community' }] }],
    medicationCodeableConcept: { coding: [{ system: SYSTEM.snomed, code: item.medicine.code, display: item.medicine.term }] },
    subject: { reference: urls.patient },
    authoredOn: authoredOnOf(order, line),
    requester: { reference: urls.role },
    groupIdentifier: {
      extension: [{ url: EPS_EXTENSION.prescriptionId, valueIdentifier: { system: EPS.longId, value: order.longId } }],
      system: EPS.shortId,
      value: order.shortId,
    },
    courseOfTherapyType: { coding: [{ system: EPS.course, code: order.course }] },
    dosageInstruction: dosage.length === 1 ? [{ text: dosage[0] }] : dosage.map((text, index) => ({ sequence: index + 1, text })),
    dispenseRequest: {
      extension: [
        {
          url: EPS_EXTENSION.performerSiteType,
          valueCoding: { system: EPS.dispensingSite, code: order.pharmacy === undefined ? '0004' : 'P1' },
        },
      ],
      validityPeriod: { start: order.validFrom, end: order.validUntil },
      ...(batches && { numberOfRepeatsAllowed: order.repeats }),
      quantity: { value: item.quantity, unit: item.medicine.unit.term, system: SYSTEM.snomed, code: item.medicine.unit.code },
      ...(order.days !== undefined && { expectedSupplyDuration: { value: order.days, unit: 'day', system: EPS.days, code: 'd' } }),
      ...(order.pharmacy !== undefined && { performer: { identifier: { system: SYSTEM.odsCode, value: order.pharmacy } } }),
    },
    substitution: { allowedBoolean: false },
  }
}

function controlledDrug({ item: { medicine }, words }: OrderLine) {
  if (medicine.schedule === undefined) return []
  return [
    {
      url: EPS_EXTENSION.controlledDrug,
      extension: [
        ...(words === undefined ? [] : [{ url: 'quantityWords', valueString: words }]),
        {
          url: 'schedule',
          valueCoding: { system: EPS.controlledDrug, code: `CD${medicine.schedule}`, display: `Schedule ${medicine.schedule}` },
        },
      ],
    },
  ]
}

function patientEntry({ patient }: Order, { patient: fullUrl }: Urls): Entry {
  const { prefix, given, family, suffix } = patient.name
  return {
    fullUrl,
    resource: {
      resourceType: 'Patient',
      identifier: [{ system: SYSTEM.nhsNumber, value: patient.nhsNumber }],
      name: [{ use: 'usual', family, given, ...(prefix && { prefix }), ...(suffix && { suffix }) }],
      gender: patient.gender,
      birthDate: patient.birthDate,
      address: patient.address ? [{ use: 'home', line: patient.address.line, postalCode: patient.address.postalCode }] : [],
      generalPractitioner: [{ identifier: { system: SYSTEM.odsCode, value: patient.practice } }],
    },
  }
}

/** Whoever signs or cancels: role, person and practice. */
export function prescriberEntries(prescriber: OrderPrescriber, practice: OrderPractice, urls: Omit<Urls, 'patient'>): Entry[] {
  const telecom = [{ system: 'phone', use: 'work', value: practice.telephone }]
  return [
    {
      fullUrl: urls.role,
      resource: {
        resourceType: 'PractitionerRole',
        identifier: [{ system: SYSTEM.sdsRoleProfile, value: prescriber.role.id }],
        practitioner: { reference: urls.practitioner },
        organization: { reference: urls.practice },
        code: [{ coding: concept(EPS.jobRole, prescriber.role.code, prescriber.role.name).coding }],
        telecom,
      },
    },
    {
      fullUrl: urls.practitioner,
      resource: {
        resourceType: 'Practitioner',
        identifier: [{ system: SYSTEM.sdsUser, value: prescriber.userId }, ...prescriber.numbers],
        name: [prescriber.name],
      },
    },
    {
      fullUrl: urls.practice,
      resource: {
        resourceType: 'Organization',
        identifier: [{ system: SYSTEM.odsCode, value: practice.odsCode }],
        name: practice.name,
        telecom,
        address: [{ use: 'work', line: practice.address.line, postalCode: practice.address.postalCode }],
        partOf: { identifier: { system: SYSTEM.odsCode, value: practice.commissioner.odsCode }, display: practice.commissioner.name },
      },
    },
  ]
}
