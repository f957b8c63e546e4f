/** Identifier systems, code systems and extensions of EPS messages. Source: EPS FHIR Prescribing API. */
export const EPS = {
  messageId: 'https://tools.ietf.org/html/rfc4122',
  event: 'https://fhir.nhs.uk/CodeSystem/message-event',
  shortId: 'https://fhir.nhs.uk/Id/prescription-order-number',
  longId: 'https://fhir.nhs.uk/Id/prescription',
  lineItem: 'https://fhir.nhs.uk/Id/prescription-order-item-number',
  jobRole: 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode',
  course: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
  category: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
  prescriptionType: 'https://fhir.nhs.uk/CodeSystem/prescription-type',
  dispensingSite: 'https://fhir.nhs.uk/CodeSystem/dispensing-site-preference',
  controlledDrug: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-controlled-drug',
  statusReason: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-status-reason',
  days: 'http://unitsofmeasure.org',
} as const

export const EPS_EXTENSION = {
  prescriptionId: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionId',
  prescriptionType: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionType',
  performerSiteType: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PerformerSiteType',
  responsiblePractitioner: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
  controlledDrug: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug',
  repeatInformation: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
} as const

/** Why an item is cancelled. Source: EPS, medicationrequest-status-reason. */
export const CANCELLATION_REASONS: Readonly<Record<string, string>> = {
  '0001': 'Prescribing Error',
  '0002': 'Clinical contra-indication',
  '0003': 'Change to medication treatment regime',
  '0004': 'Clinical grounds',
  '0005': 'At the Patients request',
  '0006': 'At the Pharmacists request',
  '0007': 'Notification of Death',
  '0008': 'Patient deducted - other reason',
  '0009': 'Patient deducted - registered with new practice',
}
