import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { codeable, FLAGS, quantity, STATUS } from '../laboratory/fhir-report.ts'
import { reviewerOf, titleOf } from '../laboratory/file-report.ts'
import type { ReceivedReport } from '../laboratory/laboratory-store.ts'
import type { LabResult } from '../laboratory/report.ts'
import type { JsonObject } from '../national/json.ts'
import type { Services } from '../services.ts'
import { own, profiled } from './record-entries.ts'

/** Which reports others are told of: those that a clinician has looked at, as the laboratory last gave them. */
export const isReportTold = behaviour('gp-connect.isReportTold', ({ state }: ReceivedReport): boolean => state === 'reviewed')

/** What a result says to others: its number with comparator and unit, the range it is compared with, its mark, and words. */
export const resultToTell = behaviour('gp-connect.resultToTell', (result: LabResult): LabResult => result)

/** Whether the request is told that a report answers. */
export const tellsRequest = behaviour('gp-connect.tellsRequest', ({ report }: ReceivedReport): boolean => report.requester !== undefined || report.clinicalDetails.length > 0)

const idOf = (id: string, at: number) => `result-${id}-${at + 1}`

/** A report with its specimens, results, laboratory and the request that it answers. Source: GP Connect, Investigations guidance. */
export function stu3Report(services: Services, patient: RegisteredPatient, received: ReceivedReport): Resource[] {
  const { id, report } = received
  const subject = { reference: `Patient/${patient.id}` }
  const laboratory = { reference: `Organization/laboratory-${id}`, display: report.laboratory ?? 'Laboratory' }
  const specimens = report.specimens.map((_, at) => ({ reference: `Specimen/specimen-${id}-${at + 1}` }))
  const tops = report.results.flatMap(({ group }, at) => (group === undefined || headOf(report.results, group) === -1 ? [{ reference: `Observation/${idOf(id, at)}` }] : []))
  const asked = tellsRequest(received)
  return [
    {
      resourceType: 'DiagnosticReport',
      id,
      ...profiled('CareConnect-GPC-DiagnosticReport-1'),
      identifier: [own(`report-${id}`), { value: report.number }],
      ...(asked && { basedOn: [{ reference: `ProcedureRequest/request-${id}` }] }),
      status: STATUS[report.status],
      code: { coding: [{ system: SYSTEM.snomed, code: '721981007', display: 'Diagnostic studies report' }], text: titleOf(report) },
      subject,
      issued: report.issued,
      performer: [{ actor: laboratory }],
      specimen: specimens,
      result: tops,
      ...(report.conclusion && { conclusion: report.conclusion.join('\n') }),
    },
    ...(asked ? [requestOf(services, patient, received, laboratory)] : []),
    { resourceType: 'Organization', id: `laboratory-${id}`, ...profiled('CareConnect-GPC-Organization-1'), name: laboratory.display },
    ...report.specimens.map(
      ({ type, id: accession, collected, received: receivedTime, comments }, at): Resource => ({
        resourceType: 'Specimen',
        id: `specimen-${id}-${at + 1}`,
        ...profiled('CareConnect-GPC-Specimen-1'),
        identifier: [own(`specimen-${id}-${at + 1}`)],
        ...(accession !== undefined && { accessionIdentifier: { value: accession } }),
        type: { text: type },
        subject,
        ...(receivedTime !== undefined && { receivedTime }),
        ...(collected !== undefined && { collection: { collectedDateTime: collected } }),
        ...(comments.length > 0 && { note: comments.map((text) => ({ text })) }),
      }),
    ),
    ...report.results.map((result, at) => ({ ...observation(received, result, at), subject, performer: [laboratory] })),
  ]
}

const headOf = (results: readonly LabResult[], group: string) => results.findIndex(({ heads }) => heads === group)

function observation({ id, report }: ReceivedReport, result: LabResult, at: number): Resource {
  const { test, value, comparator, unit, finding, flag, ranges, comments, status, specimen, heads, group } = resultToTell(result)
  const target = (to: number) => ({ target: { reference: `Observation/${idOf(id, to)}` } })
  const head = group === undefined ? -1 : headOf(report.results, group)
  const members = heads === undefined ? [] : report.results.flatMap((each, index) => (each.group === heads ? [{ type: 'has-member', ...target(index) }] : []))
  const related = [...members, ...(head === -1 ? [] : [{ type: 'derived-from', ...target(head) }])]
  const from = Math.max(0, report.specimens.findIndex(({ number }) => number === specimen))
  return {
    resourceType: 'Observation',
    id: idOf(id, at),
    ...profiled('CareConnect-GPC-Observation-1'),
    identifier: [own(idOf(id, at))],
    status: status === 'entered in error' ? 'entered-in-error' : (status ?? 'unknown'),
    category: [{ coding: [{ system: SYSTEM.snomed, code: '394595002', display: 'Pathology' }] }],
    code: codeable(test),
    issued: report.issued,
    ...(value !== undefined && { valueQuantity: { ...quantity(value, unit), ...(comparator && { comparator }) } }),
    ...(finding && { valueCodeableConcept: codeable(finding) }),
    ...(flag && { interpretation: { coding: [{ code: flag, display: FLAGS[flag] }], text: FLAGS[flag] } }),
    ...(comments.length > 0 && { comment: comments.join('\n') }),
    ...(report.specimens.length > 0 && { specimen: { reference: `Specimen/specimen-${id}-${from + 1}` } }),
    ...(ranges.length > 0 && {
      referenceRange: ranges.map(({ low, high, unit: rangeUnit = unit, text }) => ({ ...(low !== undefined && { low: quantity(low, rangeUnit) }), ...(high !== undefined && { high: quantity(high, rangeUnit) }), ...(text !== undefined && { text }) })),
    }),
    ...(related.length > 0 && { related }),
  }
}

/** Who asked for the tests and why, as the laboratory has told it with its report. */
function requestOf(services: Services, patient: RegisteredPatient, { id, report }: ReceivedReport, laboratory: JsonObject): Resource {
  // Without a registration there is no GP of the patient's to fall back on.
  const asker = reviewerOf(services, report, { ...patient, registrations: [] })
  return {
    resourceType: 'ProcedureRequest',
    id: `request-${id}`,
    ...profiled('CareConnect-GPC-ProcedureRequest-1'),
    identifier: [own(`request-${id}`)],
    status: 'active',
    intent: 'order',
    code: { text: titleOf(report) },
    subject: { reference: `Patient/${patient.id}` },
    ...(asker === undefined
      ? report.requester?.name !== undefined && { requester: { agent: { display: report.requester.name } } }
      : { requester: { agent: { reference: `Practitioner/${asker}` } } }),
    performer: laboratory,
    ...(report.clinicalDetails.length > 0 && { note: report.clinicalDetails.map((text) => ({ text })) }),
  }
}
