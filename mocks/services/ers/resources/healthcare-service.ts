import { R4_ID } from '../codes/systems.ts'
import type { DirectoryService, RequestFlow } from '../model/directory-service.ts'

const EXTENSION = 'https://fhir.nhs.uk/StructureDefinition/Extension-eRS-'
const CODES = 'https://fhir.nhs.uk/CodeSystem/eRS-'

/** How R4 names what STU3 calls APPOINTMENT_REQUEST and so on. */
const FLOW: Record<RequestFlow, { code: string; display: string }> = {
  APPOINTMENT_REQUEST: { code: 'BOOKABLE', display: 'A service which supports a patient appointment' },
  TRIAGE_REQUEST: { code: 'REVIEW', display: 'A service that reviews referrals, without the support or need for any appointment with the patient to be made' },
  ADVICE_AND_GUIDANCE_REQUEST: { code: 'ADVICE_AND_GUIDANCE', display: 'A service which can discuss the patient and receive guidance rather than a patient attending an appointment' },
}
const PURPOSE = {
  PATINF: { system: 'http://terminology.hl7.org/CodeSystem/contactentity-type', display: 'Patient' },
  ADMIN: { system: 'http://terminology.hl7.org/CodeSystem/contactentity-type', display: 'Administrative' },
  HEALTHCARE_PROFESSIONALS: { system: 'https://fhir.nhs.uk/CodeSystem/eRS-Purpose', display: 'Healthcare Professionals' },
} as const

/** `FIRST_OUTPATIENT` -> `First Outpatient`; GPSI and AHP stay capitals. */
function appointmentTypeDisplay(code: string): string {
  return code
    .split('_')
    .map((word) => (word === 'GPSI' || word === 'AHP' ? word : word[0] + word.slice(1).toLowerCase()))
    .join(' ')
}

/** `eRS-HealthcareService` (R4): a service with its current attributes. */
export function healthcareService(service: DirectoryService) {
  const extension = [
    ...(service.hoursOfOperation === undefined ? [] : [{ url: `${EXTENSION}HoursOfOperation`, valueString: service.hoursOfOperation }]),
    ...(service.instructions === undefined ? [] : [{ url: `${EXTENSION}ServiceInstructions`, valueString: service.instructions }]),
    ...(service.contacts ?? []).map(({ purpose, system, value }) => ({
      url: `${EXTENSION}HealthcareService-Contact`,
      extension: [
        { url: 'purpose', valueCodeableConcept: { coding: [{ system: PURPOSE[purpose].system, code: purpose, display: PURPOSE[purpose].display }] } },
        { url: 'telecom', valueContactPoint: { system, value } },
      ],
    })),
  ]
  const characteristics = [
    ...service.requestTypes.map((flow) => ({ coding: [{ system: `${CODES}RequestFlowType`, ...FLOW[flow] }] })),
    ...(service.bookable === 'UNSPECIFIED'
      ? []
      : [{ coding: [{ system: `${CODES}BookableType`, code: service.bookable, display: service.bookable === 'DIRECTLY_BOOKABLE' ? 'Directly Bookable' : 'Indirectly Bookable' }] }]),
  ]
  return {
    id: service.id,
    meta: { versionId: String(service.version ?? 1) },
    language: 'en',
    resourceType: 'HealthcareService',
    ...(extension.length > 0 && { extension }),
    active: !service.withdrawn,
    location: [{ identifier: { system: R4_ID.site, value: service.location.odsCode } }],
    name: service.name,
    ...(service.appointmentType !== undefined && {
      type: [{ coding: [{ system: `${CODES}AppointmentType`, code: service.appointmentType, display: appointmentTypeDisplay(service.appointmentType) }] }],
    }),
    ...(characteristics.length > 0 && { characteristic: characteristics }),
  }
}
