/** Any FHIR resource on its way out or in. */
export interface Resource {
  resourceType: string
  id?: string
  [field: string]: unknown
}

export interface Coding {
  system?: string
  code?: string
  display?: string
}

/** Systems of identifiers and codes, as NHS England publishes them. */
export const SYSTEM = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  sdsUser: 'https://fhir.nhs.uk/Id/sds-user-id',
  sdsRoleProfile: 'https://fhir.nhs.uk/Id/sds-role-profile-id',
  snomed: 'http://snomed.info/sct',
  /** Codes of this system's own refusals. */
  outcome: 'https://assay.example/CodeSystem/candidate-outcome',
} as const

/** A coded value with words. */
export const concept = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display !== undefined && { display }) }],
  ...(display !== undefined && { text: display }),
})
