/** Identifier systems, code systems and extensions of EPS messages, under short names. Source: EPS FHIR Prescribing API. */
export const ID = {
  message: 'https://tools.ietf.org/html/rfc4122',
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  organisation: 'https://fhir.nhs.uk/Id/ods-organization-code',
  prescription: 'https://fhir.nhs.uk/Id/prescription-order-number',
  lineItem: 'https://fhir.nhs.uk/Id/prescription-order-item-number',
  user: 'https://fhir.nhs.uk/Id/sds-user-id',
  role: 'https://fhir.nhs.uk/Id/sds-role-profile-id',
  gmc: 'https://fhir.hl7.org.uk/Id/gmc-number',
  gmp: 'https://fhir.hl7.org.uk/Id/gmp-number',
  nmc: 'https://fhir.hl7.org.uk/Id/nmc-number',
  gphc: 'https://fhir.hl7.org.uk/Id/gphc-number',
  hcpc: 'https://fhir.hl7.org.uk/Id/hcpc-number',
  professional: 'https://fhir.hl7.org.uk/Id/professional-code',
  din: 'https://fhir.hl7.org.uk/Id/din-number',
  spurious: 'https://fhir.hl7.org.uk/Id/nhsbsa-spurious-code',
} as const

export const CODES = {
  snomed: 'http://snomed.info/sct',
  jobRole: 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode',
  jobRoleName: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName',
  endorsement: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-endorsement',
  statusReason: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-status-reason',
  statusHistory: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-status-history',
  event: 'https://fhir.nhs.uk/CodeSystem/message-event',
  epsIssue: 'https://fhir.nhs.uk/CodeSystem/EPS-IssueCode',
  spineError: 'https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode',
  /** The same list under a second name: what the API itself finds goes under this one, what Spine finds under the other. */
  spineErrorR4: 'https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode',
  httpError: 'https://fhir.nhs.uk/CodeSystem/http-error-codes',
} as const

export const EXTENSION = {
  prescriptionId: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionId',
  prescriptionType: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionType',
  performerSiteType: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PerformerSiteType',
  responsiblePractitioner: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
  endorsement: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionEndorsement',
  controlledDrug: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug',
  statusHistory: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionStatusHistory',
  dispensingPerformer: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-DispensingPerformer',
  repeatInformation: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
  epsRepeatInformation: 'https://fhir.nhs.uk/StructureDefinition/Extension-EPS-RepeatInformation',
  messageId: 'https://fhir.nhs.uk/StructureDefinition/Extension-MessageHeader-messageId',
} as const
