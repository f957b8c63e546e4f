import { behaviour } from '../behaviour.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { isAbnormal, titleOf } from './file-report.ts'
import type { ReceivedReport } from './laboratory-store.ts'
import type { LabCode, LabResult } from './report.ts'

const EXTENSION = 'https://assay.example/StructureDefinition'
const SYSTEMS = { read2: 'http://read.info/readv2', snomed: SYSTEM.snomed } as const
/** What marks of results mean. */
export const FLAGS = { HI: 'Above high reference limit', LO: 'Below low reference limit', OR: 'Outside reference limits', PA: 'Potentially abnormal', HH: 'Critically high', LL: 'Critically low', A: 'Abnormal', AA: 'Critically abnormal' } as const
/** The status of a report as FHIR has it. */
export const STATUS = { unspecified: 'unknown', preliminary: 'preliminary', supplementary: 'appended', final: 'final', amended: 'amended', corrected: 'corrected', cancelled: 'cancelled', 'entered in error': 'entered-in-error' } as const

/** A code as it came, with the words beside it. */
export const codeable = ({ system, code, text }: LabCode) => ({ ...(system && code !== undefined && { coding: [{ system: SYSTEMS[system], code, display: text }] }), text })

export const quantity = (value: string, unit: string | undefined) => ({ value: Number(value), ...(unit !== undefined && { unit }) })

/** What of a result is shown: its number with comparator and unit, or its finding, and whatever the laboratory says beside. */
export const shownResult = behaviour('laboratory.shownResult', (result: LabResult): LabResult => result)

function observation(result: LabResult, id: number): Resource {
  const { test, value, comparator, unit, finding, flag, ranges, comments, status } = shownResult(result)
  return {
    resourceType: 'Observation',
    id: `result-${id}`,
    status: status === 'entered in error' ? 'entered-in-error' : (status ?? 'unknown'),
    code: codeable(test),
    ...(value !== undefined && { valueQuantity: { ...quantity(value, unit), ...(comparator && { comparator }) } }),
    ...(finding && { valueCodeableConcept: codeable(finding) }),
    ...(flag && { interpretation: [{ coding: [{ code: flag, display: FLAGS[flag] }], text: FLAGS[flag] }] }),
    ...(ranges.length > 0 && {
      referenceRange: ranges.map(({ low, high, unit: rangeUnit = unit, text }) => ({
        ...(low !== undefined && { low: quantity(low, rangeUnit) }),
        ...(high !== undefined && { high: quantity(high, rangeUnit) }),
        ...(text !== undefined && { text }),
      })),
    }),
    ...(comments.length > 0 && { note: comments.map((text) => ({ text })) }),
  }
}

/** A report as FHIR: a DiagnosticReport with its results within. */
export function fhirReport({ id, patientId, state, report, reviewer, reviewedBy }: ReceivedReport): Resource {
  const { number, status, kind, issued, laboratory, department, requester, patient, clinicalDetails, conclusion, specimens, results } = report
  const contained: Resource[] = [
    ...specimens.map(({ type, id: accession, collected, received, comments }, at) => ({
      resourceType: 'Specimen',
      id: `specimen-${at + 1}`,
      ...(accession !== undefined && { accessionIdentifier: { value: accession } }),
      type: { text: type },
      ...(collected !== undefined && { collection: { collectedDateTime: collected } }),
      ...(received !== undefined && { receivedTime: received }),
      ...(comments.length > 0 && { note: comments.map((text) => ({ text })) }),
    })),
    ...results.map((result, at) => observation(result, at + 1)),
  ]
  return {
    resourceType: 'DiagnosticReport',
    id,
    contained,
    extension: [
      { url: `${EXTENSION}/report-state`, valueCode: state },
      { url: `${EXTENSION}/report-abnormal`, valueBoolean: isAbnormal(report) },
      ...(reviewer === undefined ? [] : [{ url: `${EXTENSION}/report-reviewer`, valueIdentifier: { system: SYSTEM.sdsUser, value: reviewer } }]),
      ...(reviewedBy === undefined ? [] : [{ url: `${EXTENSION}/report-reviewed-by`, valueString: reviewedBy }]),
      ...clinicalDetails.map((text) => ({ url: `${EXTENSION}/report-clinical-details`, valueString: text })),
      ...(report.miscounted ? [{ url: `${EXTENSION}/report-miscounted`, valueBoolean: true }] : []),
    ],
    identifier: [{ value: number }],
    status: STATUS[status],
    category: [{ coding: [{ code: kind }], text: titleOf(report) }],
    code: { text: titleOf(report) },
    // Nobody's yet: whom it names is shown as it came, and refers to no record here.
    subject:
      patientId === undefined
        ? { ...(patient.nhsNumber !== undefined && { identifier: { system: SYSTEM.nhsNumber, value: patient.nhsNumber } }), display: [patient.given, patient.family, patient.birthDate].filter(Boolean).join(' ') || 'not named' }
        : { reference: `Patient/${patientId}` },
    issued,
    performer: [laboratory, department].filter((name) => name !== undefined).map((display) => ({ display })),
    ...(requester && { resultsInterpreter: [{ ...(requester.code !== undefined && { identifier: { value: requester.code } }), ...(requester.name !== undefined && { display: requester.name }) }] }),
    result: results.map((_, at) => ({ reference: `#result-${at + 1}` })),
    ...(conclusion && { conclusion: conclusion.join('\n') }),
  }
}
