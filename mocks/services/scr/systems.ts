/** Identifier and code systems of the SCR FHIR API, as published. */
export const SYSTEM = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  sdsUser: 'https://fhir.nhs.uk/Id/sds-user-id',
  sdsRole: 'http://fhir.nhs.net/Id/sds-role-profile-id',
  jobRole: 'https://fhir.nhs.uk/CodeSystem/HL7v3-SDSJobRoleName',
  asid: 'https://fhir.nhs.uk/Id/nhsSpineASID',
  summaryId: 'https://fhir.nhs.uk/Id/nhsSCRUUID',
  uuid: 'https://tools.ietf.org/html/rfc4122',
  permission: 'https://fhir.nhs.uk/CodeSystem/SCR-ACSPermission',
  alertType: 'https://fhir.nhs.uk/CodeSystem/SCR-AlertType',
  alertReason: 'https://fhir.nhs.uk/CodeSystem/SCR-AlertReason',
  notification: 'https://fhir.nhs.uk/StructureDefinition/Extension-SCR-NotificationMessage',
  spineError: 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode',
  snomed: 'http://snomed.info/sct',
} as const

/** SNOMED CT: what every summary is, and under what it is filed. */
export const SUMMARY_TYPE = { system: SYSTEM.snomed, code: '196981000000101', display: 'General Practice Summary' } as const
export const SUMMARY_CATEGORY = { system: SYSTEM.snomed, code: '163171000000105', display: 'Care Professional Documentation' } as const
