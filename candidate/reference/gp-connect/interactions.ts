/** What a consumer may want of a GP system through the Spine Secure Proxy. Source: GP Connect, interaction ids and JWT scopes. */
export interface Interaction {
  id: string
  /** The scope that a token for it has to claim. */
  scope: 'patient/*.read' | 'patient/*.write' | 'organization/*.read'
  /** The reason that a token for it has to give. */
  reason: 'directcare' | 'migration'
}

const NAMES = 'urn:nhs:names:services:gpconnect'

const interaction = (name: string, scope: Interaction['scope'], reason: Interaction['reason'] = 'directcare'): Interaction => ({
  id: `${NAMES}:${name}`,
  scope,
  reason,
})

const ORGANISATION = 'organization/*.read'
const READ = 'patient/*.read'
const WRITE = 'patient/*.write'

export const INTERACTIONS = {
  metadata: interaction('fhir:rest:read:metadata-1', ORGANISATION),
  searchPatient: interaction('fhir:rest:search:patient-1', READ),
  readPatient: interaction('fhir:rest:read:patient-1', READ),
  searchPractitioner: interaction('fhir:rest:search:practitioner-1', ORGANISATION),
  readPractitioner: interaction('fhir:rest:read:practitioner-1', ORGANISATION),
  searchOrganization: interaction('fhir:rest:search:organization-1', ORGANISATION),
  readOrganization: interaction('fhir:rest:read:organization-1', ORGANISATION),
  readLocation: interaction('fhir:rest:read:location-1', ORGANISATION),
  registerPatient: interaction('fhir:operation:gpc.registerpatient-1', WRITE),
  searchSlots: interaction('fhir:rest:search:slot-1', ORGANISATION),
  bookAppointment: interaction('fhir:rest:create:appointment-1', WRITE),
  readAppointment: interaction('fhir:rest:read:appointment-1', READ),
  amendAppointment: interaction('fhir:rest:update:appointment-1', WRITE),
  cancelAppointment: interaction('fhir:rest:cancel:appointment-1', WRITE),
  patientAppointments: interaction('fhir:rest:search:patient_appointments-1', READ),
  structuredRecord: interaction('fhir:operation:gpc.getstructuredrecord-1', READ),
  migrateRecord: interaction('fhir:operation:gpc.migratestructuredrecord-1', READ, 'migration'),
  structuredMetadata: interaction('structured:fhir:rest:read:metadata-1', ORGANISATION),
  documentsMetadata: interaction('documents:fhir:rest:read:metadata-1', ORGANISATION),
  documentsPatient: interaction('documents:fhir:rest:search:patient-1', READ),
  searchDocuments: interaction('documents:fhir:rest:search:documentreference-1', READ),
  readBinary: interaction('documents:fhir:rest:read:binary-1', READ),
  migrateBinary: interaction('documents:fhir:rest:migrate:binary-1', READ, 'migration'),
} as const satisfies Record<string, Interaction>

export type InteractionName = keyof typeof INTERACTIONS
