import type { Resource } from '../fhir/resource.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { sourceOf, type PartOfDocument } from './parts.ts'

const EXTENSION = 'https://assay.example/StructureDefinition'

/** A part of a document as a FHIR resource of its kind, with how it stands and whom it is from. */
export function fhirPart({ document, number, part, state, decidedBy }: PartOfDocument): Resource {
  const { kind, code, display, value, date, batch, done } = part
  const { odsCode, name, person } = sourceOf(document.document, part)
  const concept = { ...(code !== undefined && { coding: [{ system: 'http://snomed.info/sct', code, display }] }), text: display }
  const patient = { reference: `Patient/${document.patientId}` }
  const shared = {
    id: `received-${document.id}-${number}`,
    extension: [
      { url: `${EXTENSION}/part-state`, valueCode: state },
      { url: `${EXTENSION}/part-of`, valueReference: { reference: `DocumentReference/received-${document.id}` } },
      { url: `${EXTENSION}/part-number`, valueInteger: number },
      { url: `${EXTENSION}/part-from`, valueReference: { ...(odsCode !== undefined && { identifier: { system: SYSTEM.odsCode, value: odsCode } }), ...(name !== undefined && { display: name }) } },
      ...(person === undefined ? [] : [{ url: `${EXTENSION}/part-by`, valueString: person }]),
      ...(decidedBy === undefined ? [] : [{ url: `${EXTENSION}/part-decided-by`, valueString: decidedBy }]),
    ],
  }
  const when = (element: string) => (date === undefined ? {} : { [element]: date })
  switch (kind) {
    case 'medication':
      return { resourceType: 'MedicationStatement', ...shared, status: done ? 'completed' : 'not-taken', medicationCodeableConcept: concept, subject: patient, ...when('effectiveDateTime'), ...(value !== undefined && { dosage: [{ text: value }] }) }
    case 'immunisation':
      return { resourceType: 'Immunization', ...shared, status: done ? 'completed' : 'not-done', vaccineCode: concept, patient, ...(date === undefined ? { occurrenceString: 'not said' } : { occurrenceDateTime: date }), ...(batch !== undefined && { lotNumber: batch }) }
    case 'observation':
      return { resourceType: 'Observation', ...shared, status: 'final', code: concept, subject: patient, ...when('effectiveDateTime'), ...(value !== undefined && { valueString: value }) }
    case 'other':
      return { resourceType: 'Basic', ...shared, code: concept, subject: patient }
  }
}
