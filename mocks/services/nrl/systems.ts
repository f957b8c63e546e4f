/** Systems of codes and identifiers, and extensions, as the API has them. */
export const SYSTEM = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  asid: 'https://fhir.nhs.uk/Id/nhsSpineASID',
  snomed: 'http://snomed.info/sct',
  format: 'https://fhir.nhs.uk/England/CodeSystem/England-NRLFormatCode',
  stability: 'https://fhir.nhs.uk/England/CodeSystem/England-NRLContentStability',
  retrieval: 'https://fhir.nhs.uk/England/CodeSystem/England-NRLRetrievalMechanism',
  errors: 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode',
} as const

export const EXTENSION = {
  stability: 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-ContentStability',
  retrieval: 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-NRLRetrievalMechanism',
} as const
