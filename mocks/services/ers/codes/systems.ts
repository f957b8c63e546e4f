/** Identifier, code and profile systems of e-RS. STU3 keeps the old `fhir.nhs.net` identifiers, R4 does not. */
export const ID = {
  nhsNumber: 'http://fhir.nhs.net/Id/nhs-number',
  user: 'http://fhir.nhs.net/Id/sds-user-id',
  service: 'http://fhir.nhs.net/Id/ers-service',
  organisation: 'https://fhir.nhs.uk/Id/ods-organization-code',
  location: 'https://directory.spineservices.nhs.uk/STU3/Organization',
  request: 'https://fhir.nhs.uk/Id/ers-request-id',
  ubrn: 'https://fhir.nhs.uk/Id/UBRN',
  alternativeSlot: 'https://fhir.nhs.uk/Id/alternative-slot',
  schedule: 'https://fhir.nhs.uk/Id/ers-schedule',
} as const

export const R4_ID = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  user: 'https://fhir.nhs.uk/Id/sds-user-id',
  site: 'https://fhir.nhs.uk/Id/ods-site-code',
} as const

/** A code system of e-RS STU3 by its short name: `codeSystem('Priority')`. */
export function codeSystem(name: string): string {
  return `https://fhir.nhs.uk/STU3/CodeSystem/eRS-${name}-1`
}

/** An extension of e-RS STU3 by its short name: `extensionUrl('ReferralState')`. */
export function extensionUrl(name: string): string {
  return `https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-${name}-1`
}

/** A profile of e-RS STU3 by its short name: `profile('ReferralRequest')`. */
export function profile(name: string): string {
  return `https://fhir.nhs.uk/STU3/StructureDefinition/eRS-${name}-1`
}

/** A CareConnect profile: `careConnect('Slot')`. */
export function careConnect(name: string): string {
  return `https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-${name}-1`
}

export const SNOMED = 'http://snomed.info/sct'
