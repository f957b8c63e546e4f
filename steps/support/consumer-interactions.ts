import type { GpConnectRoot } from '../../candidate/port/gp-connect.ts'

/** What a call through the Spine is called there, and the scope of its token. Source: GP Connect, interaction ids. */
interface Interaction {
  id: string
  scope: string
  root: GpConnectRoot
}

const interaction = (name: string, scope: string, root: GpConnectRoot = 'foundations'): Interaction => ({
  id: `urn:nhs:names:services:gpconnect:${name}`,
  scope,
  root,
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
  structuredRecord: interaction('fhir:operation:gpc.getstructuredrecord-1', READ, 'structured'),
  migrateRecord: interaction('fhir:operation:gpc.migratestructuredrecord-1', READ, 'structured'),
  structuredMetadata: interaction('structured:fhir:rest:read:metadata-1', ORGANISATION, 'structured'),
  documentsMetadata: interaction('documents:fhir:rest:read:metadata-1', ORGANISATION, 'documents'),
  documentsPatient: interaction('documents:fhir:rest:search:patient-1', READ, 'documents'),
  searchDocuments: interaction('documents:fhir:rest:search:documentreference-1', READ, 'documents'),
  readBinary: interaction('documents:fhir:rest:read:binary-1', READ, 'documents'),
  migrateBinary: interaction('documents:fhir:rest:migrate:binary-1', READ, 'documents'),
} as const satisfies Record<string, Interaction>

export type InteractionName = keyof typeof INTERACTIONS
