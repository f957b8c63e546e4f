/** Identifier and code systems of the NHS App API, as published (they are case-sensitive). */
export const SYSTEM = {
  communicationId: 'https://fhir.nhs.uk/Id/nhs-app-communication-id',
  campaignId: 'https://fhir.nhs.uk/NHSApp/campaign-id',
  requestId: 'https://fhir.nhs.uk/NHSApp/request-id',
  onBehalfOf: 'https://fhir.nhs.uk/NHSApp/on-behalf-of',
  answers: 'https://fhir.nhs.uk/NHSApp/answers',
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  status: 'https://fhir.nhs.uk/CodeSystem/NHSApp-Communication-Status',
} as const
