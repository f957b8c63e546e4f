import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { ReceivedDocument } from './documents-store.ts'

/** Documents from elsewhere have ids of their own kind: those that the practice itself puts before patients are other DocumentReferences. */
const PREFIX = 'received-'

/** The id of a document from what a FHIR caller calls it; one of another kind is nobody's. */
export const documentId = (fhirId: string): string => (fhirId.startsWith(PREFIX) ? fhirId.slice(PREFIX.length) : '')

/** A document as a FHIR DocumentReference. `withContent`: with the file itself, as only the one who opens it gets it. */
export function fhirDocument({ id, patientId, state, document, forAction, receivedAt, reviewedBy }: ReceivedDocument, withContent: boolean): Resource {
  const { identifier, title, type, date, author, custodian, patient, contents } = document
  return {
    resourceType: 'DocumentReference',
    id: `${PREFIX}${id}`,
    extension: [
      { url: 'https://assay.example/StructureDefinition/document-state', valueCode: state },
      { url: 'https://assay.example/StructureDefinition/document-for-action', valueBoolean: forAction },
      ...(reviewedBy === undefined ? [] : [{ url: 'https://assay.example/StructureDefinition/document-reviewed-by', valueString: reviewedBy }]),
    ],
    identifier: [{ value: identifier }],
    status: state === 'replaced' ? 'superseded' : 'current',
    ...(type && { type: { coding: [{ system: 'http://snomed.info/sct', ...type }] } }),
    // Nobody's yet: whom it names is shown as it came, and refers to no record here.
    subject:
      patientId === undefined
        ? { ...(patient.nhsNumber !== undefined && { identifier: { system: SYSTEM.nhsNumber, value: patient.nhsNumber } }), display: [patient.given, patient.family, patient.birthDate].filter(Boolean).join(' ') || 'not named' }
        : { reference: `Patient/${patientId}` },
    date: receivedAt,
    ...(author !== undefined && { author: [{ display: author }] }),
    ...(custodian && { custodian: { ...(custodian.odsCode !== undefined && { identifier: { system: SYSTEM.odsCode, value: custodian.odsCode } }), ...(custodian.name !== undefined && { display: custodian.name }) } }),
    description: title,
    content: contents.map(({ contentType, base64 }) => ({ attachment: { contentType, title, ...(date !== undefined && { creation: date }), ...(withContent && { data: base64 }) } })),
  }
}
