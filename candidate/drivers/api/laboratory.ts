import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { CodedWords, LaboratoryVerbs, ReportView, ResultView } from '../../port/laboratory.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, NHS_NUMBER_SYSTEM, parameters, type FhirConcept, type FhirExtension, type FhirIdentifier, type FhirReference } from './fhir-types.ts'

const EXTENSION = 'https://assay.example/StructureDefinition/report-'

interface Quantity {
  value?: number
  comparator?: string
  unit?: string
}

/** A Specimen or an Observation within a report. */
interface Contained {
  resourceType?: string
  status?: string
  type?: FhirConcept
  code?: FhirConcept
  valueQuantity?: Quantity
  valueCodeableConcept?: FhirConcept
  interpretation?: FhirConcept[]
  referenceRange?: { low?: Quantity; high?: Quantity; text?: string }[]
  note?: { text?: string }[]
}

interface Report {
  resourceType?: string
  id?: string
  contained?: Contained[]
  extension?: FhirExtension[]
  identifier?: FhirIdentifier[]
  status?: string
  category?: FhirConcept[]
  code?: FhirConcept
  subject?: FhirReference
  performer?: FhirReference[]
  conclusion?: string
}

/** Results of laboratories through the candidate's FHIR API (docs/candidate-contract/laboratory-results.md). */
export function apiLaboratory(fhir: FhirClient): LaboratoryVerbs {
  const one = async (session: Session, request: FhirRequest): Promise<Answer<ReportView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toView(answer.value.resource)) : answer
  }
  const list = async (session: Session, request: FhirRequest): Promise<Answer<ReportView[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(entriesOf(answer.value.resource).map(toView)) : answer
  }
  return {
    ofPatient: (session, patientId) => list(session, { verb: 'laboratory.ofPatient', method: 'GET', path: `DiagnosticReport?patient=Patient/${patientId}` }),
    unmatched: (session) => list(session, { verb: 'laboratory.unmatched', method: 'GET', path: 'DiagnosticReport?unmatched=true' }),
    match: (session, id, patientId) => one(session, { verb: 'laboratory.match', method: 'POST', path: `DiagnosticReport/${id}/$match`, body: parameters({ patient: `Patient/${patientId}` }) }),
    review: (session, id) => one(session, { verb: 'laboratory.review', method: 'POST', path: `DiagnosticReport/${id}/$mark-reviewed`, body: parameters({}) }),
  }
}

/** Leaves out what is not there. */
const present = <T extends object>(values: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof T]?: Exclude<T[Name], undefined> }

function toView(resource: Resource | undefined): ReportView {
  const report = (resource ?? {}) as Report
  if (report.resourceType !== 'DiagnosticReport' || !report.id) throw new CandidateFault(`Expected a DiagnosticReport with an id, saw ${report.resourceType ?? 'nothing'}.`)
  const { subject, contained = [], extension = [] } = report
  const extended = (name: string) => extension.filter(({ url }) => url === `${EXTENSION}${name}`)
  return {
    id: report.id,
    state: extended('state')[0]?.valueCode ?? '',
    kind: report.category?.[0]?.coding?.[0]?.code ?? '',
    title: report.code?.text ?? '',
    clinicalDetails: extended('clinical-details').map(({ valueString = '' }) => valueString),
    abnormal: extended('abnormal')[0]?.valueBoolean === true,
    specimens: contained.filter(({ resourceType }) => resourceType === 'Specimen').map(({ type }) => type?.text ?? ''),
    results: contained.filter(({ resourceType }) => resourceType === 'Observation').map(toResult),
    ...present({
      patientId: subject?.reference?.replace('Patient/', ''),
      number: report.identifier?.[0]?.value,
      status: report.status,
      laboratory: report.performer?.[0]?.display,
      conclusion: report.conclusion,
      reviewer: extended('reviewer')[0]?.valueIdentifier?.value,
      reviewedBy: extended('reviewed-by')[0]?.valueString,
      namedNhsNumber: subject?.identifier?.system === NHS_NUMBER_SYSTEM ? subject.identifier.value : undefined,
    }),
  }
}

const words = (concept: FhirConcept | undefined): CodedWords => {
  const coding = concept?.coding?.[0]
  return { text: concept?.text ?? coding?.display ?? '', ...present({ system: coding?.system, code: coding?.code }) }
}

function toResult({ code, status, valueQuantity, valueCodeableConcept, interpretation, referenceRange = [], note = [] }: Contained): ResultView {
  return {
    test: words(code),
    ranges: referenceRange.map(({ low, high, text }) => present({ low: low?.value, high: high?.value, unit: low?.unit ?? high?.unit, text })),
    comments: note.map(({ text = '' }) => text),
    ...present({
      status,
      value: valueQuantity?.value,
      comparator: valueQuantity?.comparator,
      unit: valueQuantity?.unit,
      finding: valueCodeableConcept && words(valueCodeableConcept),
      flag: interpretation?.[0]?.coding?.[0]?.code,
    }),
  }
}
