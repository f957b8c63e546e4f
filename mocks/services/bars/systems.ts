/** Systems of identifiers and codes, as the published messages have them: some of http, some of https. */
export const SYSTEM = {
  serviceId: 'https://fhir.nhs.uk/Id/dos-service-id',
  /** How the catalogue of endpoints writes it in a HealthcareService. */
  serviceIdInCatalogue: 'http://fhir.nhs.uk/Id/dos-service-id',
  productId: 'http://fhir.nhs.uk/Id/product-id',
  ods: 'https://fhir.nhs.uk/Id/ods-organization-code',
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  events: 'https://fhir.nhs.uk/CodeSystem/message-events-bars',
  reasons: 'https://fhir.nhs.uk/CodeSystem/message-reason-bars',
  categories: 'https://fhir.nhs.uk/CodeSystem/message-category-servicerequest',
  useCases: 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars',
  dosIdOfContext: 'https://fhir.nhs.uk/CodeSystem/dos-id',
  errors: 'https://fhir.nhs.uk/Codesystem/http-error-codes',
  proxyErrors: 'http://hl7.org/fhir/ValueSet/operation-outcome',
} as const

export const PROFILE = {
  outcome: 'https://simplifier.net/guide/UKCoreDevelopment2/ProfileUKCore-OperationOutcome',
  message: 'https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage',
} as const
