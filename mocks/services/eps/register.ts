import codes from './data/codes.json' with { type: 'json' }
import { instantOf } from './dates.ts'
import {
  extension,
  identifierValue,
  identifierValueOrNone,
  medicationRequestsOf,
  patientOf,
  resolve,
  type Bundle,
  type HumanName,
  type MedicationRequest,
  type PractitionerRole,
} from './fhir.ts'
import { practitionerOf } from './hl7/agent-person.ts'
import { dosageText, medicationOf, quantityInWords } from './hl7/line-item.ts'
import { issuesOf } from './hl7/repeats.ts'
import { courseOfTherapy, treatmentType, type CourseOfTherapy } from './hl7/treatment-type.ts'
import type { EpsState, Issue, LineItem, Prescription } from './state.ts'
import { EXTENSION, ID } from './systems.ts'

/** What the prescription carries besides the message. */
export interface Receipt {
  now: number
  signedAt: number
  signature: Prescription['signature']
  /** The message as it was sent, for who wants to see it. */
  message: unknown
}

/** Takes a verified prescription-order message in. */
export function register(state: EpsState, bundle: Bundle, receipt: Receipt): Prescription {
  const prescription = prescriptionOf(bundle, receipt)
  state.prescriptions.set(prescription.id, prescription)
  for (const item of prescription.items) state.lineItems.set(item.id, prescription.id)
  return prescription
}

function prescriptionOf(bundle: Bundle, receipt: Receipt): Prescription {
  const requests = medicationRequestsOf(bundle)
  const first = requests[0]!
  const course = courseOfTherapy(requests)
  const items = requests.map((request) => lineItemOf(bundle, request))
  const start = first.dispenseRequest?.validityPeriod?.start
  const validFrom = start === undefined ? receipt.signedAt : instantOf(start, 'MedicationRequest.dispenseRequest.validityPeriod.start')
  const days = first.dispenseRequest?.expectedSupplyDuration?.value
  const performer = first.dispenseRequest?.performer?.identifier?.value
  const count = course === 'continuous-repeat-dispensing' ? issuesOf(first) : 1
  const prescriber = prescriberOf(bundle, first)

  return {
    id: first.groupIdentifier?.value ?? '',
    longId: (
      extension(first.groupIdentifier?.extension, EXTENSION.prescriptionId, 'MedicationRequest.groupIdentifier.extension').valueIdentifier
        ?.value ?? ''
    ).toLowerCase(),
    messageId: (bundle.identifier?.value ?? '').toLowerCase(),
    nhsNumber: identifierValue(patientOf(bundle).identifier, ID.nhsNumber, 'Patient.identifier'),
    course,
    treatmentType: treatmentType(course),
    type: extension(first.extension, EXTENSION.prescriptionType, 'MedicationRequest.extension').valueCoding?.code ?? '',
    siteType: extension(first.dispenseRequest?.extension, EXTENSION.performerSiteType, 'dispenseRequest.extension').valueCoding?.code ?? '',
    ...(performer !== undefined && { nominatedDispenser: performer }),
    prescriber,
    signedAt: receipt.signedAt,
    receivedAt: receipt.now,
    expiresAt: expiryOf(course, items, validFrom),
    supplyDays: days === undefined ? undefined : Number(days),
    items,
    issues: Array.from({ length: count }, (_, at) =>
      issueOf(at + 1, items, at === 0 ? validFrom : undefined, { at: receipt.now, organisation: prescriber.organisation }),
    ),
    signature: receipt.signature,
    message: receipt.message,
  }
}

function lineItemOf(bundle: Bundle, request: MedicationRequest): LineItem {
  const drug = medicationOf(bundle, request)
  const { value = '', unit = '', code = '' } = request.dispenseRequest?.quantity ?? {}
  const words = quantityInWords(request)
  return {
    id: identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier').toLowerCase(),
    medication: { code: drug.code ?? '', display: drug.display ?? '' },
    quantity: { value, unit, code },
    dosage: dosageText(request.dosageInstruction ?? []),
    ...(words !== undefined && { quantityInWords: words }),
    endorsements: (request.extension ?? [])
      .filter(({ url }) => url === EXTENSION.endorsement)
      .flatMap((given) => given.valueCodeableConcept?.coding?.[0]?.code ?? []),
  }
}

function prescriberOf(bundle: Bundle, request: MedicationRequest): Prescription['prescriber'] {
  const role = resolve<PractitionerRole>(bundle, request.requester)
  const practitioner = practitionerOf(bundle, role)
  const organisation = role.organization?.reference
    ? resolve<{ resourceType: string; identifier?: PractitionerRole['identifier'] }>(bundle, role.organization).identifier
    : undefined
  const professional = [ID.gmc, ID.nmc, ID.gphc, ID.hcpc, ID.professional]
    .map((system) => identifierValueOrNone(practitioner?.identifier, system, 'Practitioner.identifier'))
    .find((number) => number)
  return {
    userId: identifierValueOrNone(practitioner?.identifier, ID.user, 'Practitioner.identifier') ?? '',
    roleId: identifierValueOrNone(role.identifier, ID.role, 'PractitionerRole.identifier') ?? '',
    name: fullName(practitioner?.name?.[0]),
    professionalCode: professional ?? '',
    organisation: identifierValueOrNone(organisation, ID.organisation, 'Organization.identifier') ?? '',
  }
}

export function fullName(name: HumanName | undefined): string {
  return name?.text ?? [...(name?.prefix ?? []), ...(name?.given ?? []), name?.family].filter((part) => part).join(' ')
}

function issueOf(
  number: number,
  items: readonly LineItem[],
  availableFrom: number | undefined,
  upload: { at: number; organisation: string },
): Issue {
  const status = availableFrom !== undefined && availableFrom <= upload.at ? '0001' : '0000'
  return {
    number,
    status,
    items: Object.fromEntries(items.map((item) => [item.id, { status: '0007' }])),
    availableFrom,
    notifications: [],
    history: [{ ...upload, status, message: 'Prescription upload successful' }],
  }
}

/** 28 days for controlled drugs of schedules 2 to 4, a year for repeat dispensing, else six months. */
function expiryOf(course: CourseOfTherapy, items: readonly LineItem[], validFrom: number): number {
  const schedules = items.map((item) => (codes.controlledDrugs as Record<string, string>)[item.medication.code])
  const date = new Date(validFrom)
  if (schedules.some((schedule) => schedule !== undefined && ['2', '3', '4'].includes(schedule))) date.setUTCDate(date.getUTCDate() + 28)
  else date.setUTCMonth(date.getUTCMonth() + (course === 'continuous-repeat-dispensing' ? 12 : 6))
  return date.getTime()
}
