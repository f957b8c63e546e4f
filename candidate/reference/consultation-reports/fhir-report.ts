import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { ConsultationReport } from './reports-store.ts'
import { stateOf } from './state-of-report.ts'

const EXTENSION = 'https://assay.example/StructureDefinition'

/** A report as a FHIR DocumentManifest, with how it stands and why. */
export function fhirReport(report: ConsultationReport): Resource {
  const { id, nhsNumber, patientName, documentId, replaces, sentBy, at, undelivered, words } = report
  const reason = undelivered ?? words
  return {
    resourceType: 'DocumentManifest',
    id,
    extension: [
      { url: `${EXTENSION}/report-state`, valueCode: stateOf(report) },
      ...(reason === undefined ? [] : [{ url: `${EXTENSION}/report-reason`, valueString: reason }]),
    ],
    identifier: [{ value: documentId }],
    status: 'current',
    type: { coding: [{ system: 'http://snomed.info/sct', code: '371531000', display: 'Report of clinical encounter' }] },
    subject: { identifier: { system: SYSTEM.nhsNumber, value: nhsNumber }, display: patientName },
    created: at,
    author: [{ display: sentBy }],
    content: [{ display: 'Consultation report' }],
    ...(replaces !== undefined && { related: [{ identifier: { value: replaces } }] }),
  }
}
