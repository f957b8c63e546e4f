import { done, type Answer } from '../../port/answer.ts'
import type { DocumentVerbs, DocumentView, PartView, ReportView } from '../../port/documents.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { DriverOptions } from '../driver.ts'
import { createCallers } from './callers.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, NHS_NUMBER_SYSTEM, ODS_SYSTEM, parameters, type FhirConcept, type FhirExtension, type FhirIdentifier, type FhirReference } from './fhir-types.ts'

const STATE = 'https://assay.example/StructureDefinition/document-state'
const REPORT_STATE = 'https://assay.example/StructureDefinition/report-state'
const REPORT_REASON = 'https://assay.example/StructureDefinition/report-reason'

/** Documents from elsewhere through the candidate's FHIR API (docs/candidate-contract/mesh.md). */
export function apiDocuments(fhir: FhirClient, options: DriverOptions): DocumentVerbs & { close(): Promise<void> } {
  const callers = createCallers(options)
  const one = async (session: Session, request: FhirRequest): Promise<Answer<DocumentView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toView(answer.value.resource)) : answer
  }
  const list = async (session: Session, request: FhirRequest): Promise<Answer<DocumentView[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(entriesOf(answer.value.resource).map(toView)) : answer
  }
  const report = async (session: Session, request: FhirRequest): Promise<Answer<ReportView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toReport(answer.value.resource)) : answer
  }
  const parts = async (session: Session, request: FhirRequest): Promise<Answer<PartView[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(entriesOf(answer.value.resource).map(toPart)) : answer
  }
  return {
    ofPatient: (session, patientId) => list(session, { verb: 'documents.ofPatient', method: 'GET', path: `DocumentReference?patient=Patient/${patientId}` }),
    unmatched: (session) => list(session, { verb: 'documents.unmatched', method: 'GET', path: 'DocumentReference?unmatched=true' }),
    open: (session, id) => one(session, { verb: 'documents.open', method: 'GET', path: `DocumentReference/${id}` }),
    match: (session, id, patientId) => one(session, { verb: 'documents.match', method: 'POST', path: `DocumentReference/${id}/$match`, body: parameters({ patient: `Patient/${patientId}` }) }),
    review: (session, id) => one(session, { verb: 'documents.review', method: 'POST', path: `DocumentReference/${id}/$mark-reviewed`, body: parameters({}) }),
    parts: (session, patientId) => parts(session, { verb: 'documents.parts', method: 'GET', path: `Patient/${patientId}/$from-elsewhere` }),
    takeOver: (session, id, numbers) =>
      parts(session, { verb: 'documents.takeOver', method: 'POST', path: `DocumentReference/${id}/$take-over`, body: { resourceType: 'Parameters', parameter: numbers.map((number) => ({ name: 'part', valueInteger: number })) } }),
    sendReport: (session, given) => report(session, { verb: 'documents.sendReport', method: 'POST', path: 'DocumentManifest/$send-report', body: parameters({ ...given }) }),
    report: (session, id) => report(session, { verb: 'documents.report', method: 'GET', path: `DocumentManifest/${id}` }),
    receive111: (request) => callers.call({ verb: 'documents.receive111', method: 'POST', url: `${options.config.baseUrl}/nhs111/report`, ...request }),
    close: callers.close,
  }
}

const KINDS: Record<string, PartView['kind']> = { MedicationStatement: 'medication', Observation: 'observation', Immunization: 'immunisation', Basic: 'other' }

function toPart(resource: Resource): PartView {
  const part = resource as {
    resourceType: string
    extension?: (FhirExtension & { valueInteger?: number })[]
    status?: string
    code?: FhirConcept
    vaccineCode?: FhirConcept
    medicationCodeableConcept?: FhirConcept
    valueString?: string
    dosage?: { text?: string }[]
    effectiveDateTime?: string
    occurrenceDateTime?: string
    lotNumber?: string
  }
  const kind = KINDS[part.resourceType]
  if (!kind) throw new CandidateFault(`Expected a part of a document, saw ${part.resourceType}.`)
  const extension = (name: string) => part.extension?.find(({ url }) => url === `https://assay.example/StructureDefinition/${name}`)
  const concept = part.code ?? part.vaccineCode ?? part.medicationCodeableConcept
  const known = {
    code: concept?.coding?.[0]?.code,
    value: part.valueString ?? part.dosage?.[0]?.text,
    date: part.effectiveDateTime ?? part.occurrenceDateTime,
    batch: part.lotNumber,
    from: extension('part-from')?.valueReference?.identifier?.value,
    by: extension('part-by')?.valueString,
  }
  return {
    documentId: extension('part-of')?.valueReference?.reference?.replace('DocumentReference/', '') ?? '',
    number: extension('part-number')?.valueInteger ?? 0,
    kind,
    state: extension('part-state')?.valueCode ?? '',
    display: concept?.text ?? '',
    done: !part.status?.startsWith('not-'),
    ...present(known),
  }
}

function toReport(resource: Resource | undefined): ReportView {
  const report = (resource ?? {}) as { resourceType?: string; id?: string; extension?: FhirExtension[]; identifier?: FhirIdentifier[]; subject?: FhirReference }
  if (report.resourceType !== 'DocumentManifest' || !report.id) throw new CandidateFault(`Expected a DocumentManifest with an id, saw ${report.resourceType ?? 'nothing'}.`)
  const known = {
    reason: report.extension?.find(({ url }) => url === REPORT_REASON)?.valueString,
    nhsNumber: report.subject?.identifier?.system === NHS_NUMBER_SYSTEM ? report.subject.identifier.value : undefined,
    identifier: report.identifier?.[0]?.value,
  }
  return { id: report.id, state: report.extension?.find(({ url }) => url === REPORT_STATE)?.valueCode ?? '', ...present(known) }
}

/** Leaves out what is not shown. */
const present = <T extends object>(values: T) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof T]?: Exclude<T[Name], undefined> }

function toView(resource: Resource | undefined): DocumentView {
  const document = (resource ?? {}) as {
    resourceType?: string
    id?: string
    extension?: FhirExtension[]
    identifier?: FhirIdentifier[]
    type?: FhirConcept
    subject?: FhirReference
    custodian?: FhirReference
    description?: string
    content?: { attachment?: { contentType?: string; data?: string } }[]
  }
  if (document.resourceType !== 'DocumentReference' || !document.id) throw new CandidateFault(`Expected a DocumentReference with an id, saw ${document.resourceType ?? 'nothing'}.`)
  const { subject, custodian } = document
  const known = {
    patientId: subject?.reference?.replace('Patient/', ''),
    typeCode: document.type?.coding?.[0]?.code,
    from: custodian?.identifier?.system === ODS_SYSTEM ? custodian.identifier.value : undefined,
    fromName: custodian?.display,
    identifier: document.identifier?.[0]?.value,
    namedNhsNumber: subject?.identifier?.system === NHS_NUMBER_SYSTEM ? subject.identifier.value : undefined,
  }
  return {
    id: document.id,
    state: document.extension?.find(({ url }) => url === STATE)?.valueCode ?? '',
    title: document.description ?? '',
    contents: (document.content ?? []).map(({ attachment: { contentType, data } = {} }) => ({ ...(contentType !== undefined && { contentType }), ...(data !== undefined && { base64: data }) })),
    ...present(known),
  }
}
