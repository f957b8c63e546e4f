/** Identifier and code systems of the e-RS FHIR API (STU3). Source: e-Referral Service FHIR API specification. */
export const ERS_ID = {
  nhsNumber: 'http://fhir.nhs.net/Id/nhs-number',
  user: 'http://fhir.nhs.net/Id/sds-user-id',
  service: 'http://fhir.nhs.net/Id/ers-service',
} as const

/** `codeSystem('Priority')`: a code system of e-RS by its short name. */
export const codeSystem = (name: string) => `https://fhir.nhs.uk/STU3/CodeSystem/eRS-${name}-1`

/** `extensionUrl('ReferralState')`: an extension of e-RS by its short name. */
export const extensionUrl = (name: string) => `https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-${name}-1`

/** `profile('ReferralRequest')`: a profile of e-RS by its short name. */
export const profile = (name: string) => `https://fhir.nhs.uk/STU3/StructureDefinition/eRS-${name}-1`
