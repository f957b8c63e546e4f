/** Identifier and code systems of the Immunisation FHIR API, as published. */
export const SYSTEM = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  snomed: 'http://snomed.info/sct',
  /** With a small s, as published. */
  errors: 'https://fhir.nhs.uk/Codesystem/http-error-codes',
  procedure: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure',
  outcomeProfile: 'https://simplifier.net/guide/UKCoreDevelopment2/ProfileUKCore-OperationOutcome',
} as const
