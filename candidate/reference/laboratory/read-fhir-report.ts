import { behaviour } from '../behaviour.ts'
import { coded } from '../edifact/segment.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { identified, listed, notesIn, openDocument, textIn, wordsOf, type FhirDocument } from './fhir-document.ts'
import { resultsIn } from './read-fhir-result.ts'
import { ReportProblem } from './read-report.ts'
import type { LabParty, LabReport, LabResult, LabSpecimen } from './report.ts'
import type { StoredReport } from './stored-reports-store.ts'

const BASED_ON = 'http://hl7.eu/fhir/StructureDefinition/composition-basedOn-order-or-requisition'
const GMC = 'https://fhir.hl7.org.uk/Id/gmc-number'
const GMP = 'https://fhir.hl7.org.uk/Id/gmp-number'
const STATUS: Readonly<Record<string, LabReport['status']>> = {
  registered: 'preliminary',
  partial: 'preliminary',
  preliminary: 'preliminary',
  final: 'final',
  amended: 'amended',
  corrected: 'corrected',
  appended: 'supplementary',
  cancelled: 'cancelled',
  'entered-in-error': 'entered in error',
}

/** What became of a report, as the laboratory says. */
export const statusIn = behaviour('laboratory.statusIn', (report: JsonObject): LabReport['status'] => coded(STATUS, String(report['status'])) ?? 'unspecified')

/** When a report was issued, in UTC: laboratories give their own offset, and the order of reports hangs on it. */
export const issuedIn = behaviour('laboratory.issuedIn', (report: JsonObject): string => {
  const issued = new Date(String(report['issued']))
  if (Number.isNaN(issued.getTime())) throw new ReportProblem('The report does not say when it was issued')
  return issued.toISOString()
})

/** By what a report is known again: the laboratory's own identifier of it, within the laboratory's own namespace. */
export const identityIn = behaviour('laboratory.identityIn', (report: JsonObject, laboratory: string, _document: StoredReport): { number: string; sender: string } => {
  const identifier = listed(report['identifier']).find(({ value }) => textIn(value) !== undefined)
  if (!identifier) throw new ReportProblem('The report has no number')
  return { number: String(identifier['value']), sender: textIn(identifier['system']) ?? laboratory }
})

/** Every NHS number that a document names as its subject, in any of its parts, and the one that it was announced for. */
export const numbersNamed = behaviour('laboratory.numbersNamed', (document: FhirDocument, announced: string): string[] => {
  const named = document.resources.flatMap((resource) => {
    const subject = isObject(resource['subject']) ? resource['subject'] : {}
    return [identified(subject, SYSTEM.nhsNumber), identified(document.follow(subject, 'Patient', resource), SYSTEM.nhsNumber)]
  })
  const patients = document.all('Patient').map((patient) => identified(patient, SYSTEM.nhsNumber))
  return [...new Set([announced, ...named, ...patients].filter((number) => number !== undefined))]
})

function patientIn(document: FhirDocument, report: JsonObject, announced: string): LabReport['patient'] {
  const [nhsNumber, ...others] = numbersNamed(document, announced)
  if (others.length > 0) throw new ReportProblem('The document names more than one NHS number')
  const patient = document.follow(report['subject'], 'Patient', report) ?? document.all('Patient')[0]
  const names = listed(patient?.['name'])
  const name = names.find(({ use }) => use === 'official' || use === 'usual') ?? names[0]
  const family = textIn(name?.['family'])
  const given = (Array.isArray(name?.['given']) ? name['given'] : []).join(' ')
  const birthDate = textIn(patient?.['birthDate'])
  return { ...(nhsNumber !== undefined && { nhsNumber }), ...(family !== undefined && { family }), ...(given !== '' && { given }), ...(birthDate !== undefined && { birthDate }) }
}

/** The requests that a report answers. The document names one, the report may name more. */
function requestsIn(document: FhirDocument, report: JsonObject): JsonObject[] {
  const [composition] = document.all('Composition')
  const subject = composition?.['subject']
  const extensions = [...listed(composition?.['extension']), ...listed(isObject(subject) ? subject['extension'] : undefined)]
  const references: unknown[] = [...listed(report['basedOn']), ...extensions.filter(({ url }) => url === BASED_ON).map(({ valueReference }) => valueReference)]
  return [...new Set(references.map((reference) => document.follow(reference, 'ServiceRequest', report)).filter((request) => request !== undefined))]
}

/** Who asked for the tests, by whatever number the laboratory knows them. */
export const requesterIn = behaviour('laboratory.requesterIn', (document: FhirDocument, request: JsonObject | undefined): LabParty | undefined => {
  const role = document.follow(request?.['requester'], 'PractitionerRole', request)
  const practitioner = role ? document.follow(role['practitioner'], 'Practitioner', role) : document.follow(request?.['requester'], 'Practitioner', request)
  if (!practitioner) return undefined
  const [name] = listed(practitioner['name'])
  const words = textIn(name?.['text']) ?? [name?.['prefix'], name?.['given'], name?.['family']].flat().filter(Boolean).join(' ')
  const [code, sdsUser, gmc] = [GMP, SYSTEM.sdsUser, GMC].map((system) => identified(practitioner, system))
  return { ...(code !== undefined && { code }), ...(sdsUser !== undefined && { sdsUser }), ...(gmc !== undefined && { gmc }), ...(words !== '' && { name: words }) }
})

/** Notes stand at the report, its specimens, its groups of tests and its results: all of them are shown. Source: implementation guide (draft), DiagnosticReport.conclusion. */
export const conclusionIn = behaviour('laboratory.conclusionIn', (report: JsonObject): string[] => [textIn(report['conclusion']), ...listed(report['conclusionCode']).map(wordsOf)].filter((words) => words !== undefined))

function specimenIn(specimen: JsonObject, at: number): LabSpecimen {
  const collection = isObject(specimen['collection']) ? specimen['collection'] : {}
  const period = isObject(collection['collectedPeriod']) ? collection['collectedPeriod'] : {}
  const [collected, received] = [textIn(collection['collectedDateTime']) ?? textIn(period['start']), textIn(specimen['receivedTime'])]
  const id = textIn(listed(specimen['accessionIdentifier'])[0]?.['value']) ?? textIn(listed(specimen['identifier'])[0]?.['value'])
  return {
    number: String(at + 1),
    type: wordsOf(specimen['type']) ?? '',
    ...(id !== undefined && { id }),
    ...(collected !== undefined && { collected }),
    ...(received !== undefined && { received }),
    comments: [...listed(specimen['condition']).flatMap((condition) => wordsOf(condition) ?? []), ...notesIn(specimen['note'])],
  }
}

/** Groups within groups: published reports have three levels, and nobody could read more than some. */
const DEEPEST = 20

/**
 * The results of a report in their order: a group of tests, then its members, which may be groups themselves. What no reference leads to
 * is part of the document all the same. Source: implementation guide (draft), observation grouping.
 */
export const resultsWithin = behaviour('laboratory.resultsWithin', (document: FhirDocument, report: JsonObject): LabResult[] => {
  const specimens = document.all('Specimen')
  const seen = new Set<JsonObject>()
  const found: LabResult[] = []
  let groups = 0
  const take = (observation: JsonObject | undefined, group: string | undefined, depth: number): void => {
    if (!observation || seen.has(observation)) return
    if (depth > DEEPEST) throw new ReportProblem('The groups of tests are nested too deep to be shown')
    seen.add(observation)
    const members = listed(observation['hasMember'])
    const head = members.length > 0 ? String(++groups) : undefined
    const specimen = document.follow(observation['specimen'], 'Specimen', observation)
    const place = { ...(group !== undefined && { group }), ...(head !== undefined && { heads: head }), ...(specimen && { specimen: String(specimens.indexOf(specimen) + 1) }) }
    found.push(...resultsIn(observation).map((result) => ({ ...result, ...place })))
    for (const member of members) take(observationAt(document, member, observation), head, depth + 1)
  }
  for (const reference of listed(report['result'])) take(observationAt(document, reference, report), undefined, 1)
  for (const observation of document.all('Observation')) take(observation, undefined, 1)
  return found
})

/** The result that a reference leads to. One that is not there may be the one that matters: half a report is put before nobody. */
export const observationAt = behaviour('laboratory.observationAt', (document: FhirDocument, reference: JsonObject, within: JsonObject): JsonObject | undefined => {
  const found = document.follow(reference, 'Observation', within)
  if (!found) throw new ReportProblem('The report refers to a result that is not in the document')
  return found
})

/**
 * Reads a laboratory report from a FHIR document. Source: Pathology and Laboratory Medicine Reporting API; UKCore-DiagnosticReport-Lab.
 *
 * @throws ReportProblem when it is no report, or cannot be understood as a whole: half a report is put before nobody
 */
export const readFhirReport = behaviour('laboratory.readFhirReport', (content: string, stored: StoredReport): { report: LabReport; sender: string } => {
  const document = openDocument(content)
  if (!document) throw new ReportProblem('It is no FHIR document')
  const [report, ...more] = document.all('DiagnosticReport')
  if (!report || more.length > 0) throw new ReportProblem(report ? 'The document has more than one report' : 'The document has no report')
  const performers = listed(report['performer'])
  const [laboratory, department] = performers.map((performer) => textIn(document.follow(performer, 'Organization', report)?.['name']) ?? textIn(performer['display']))
  const { number, sender } = identityIn(report, laboratory ?? '', stored)
  const requests = requestsIn(document, report)
  const requester = requesterIn(document, requests[0])
  const conclusion = conclusionIn(report)
  return {
    sender,
    report: {
      kind: 'pathology',
      number,
      status: statusIn(report),
      issued: issuedIn(report),
      ...(laboratory !== undefined && { laboratory }),
      ...(department !== undefined && { department }),
      ...(requester && { requester }),
      patient: patientIn(document, report, stored.nhsNumber),
      clinicalDetails: requests.flatMap((request) => [...listed(request['reasonCode']).flatMap((reason) => wordsOf(reason) ?? []), ...notesIn(request['note'])]),
      ...(conclusion.length > 0 && { conclusion }),
      specimens: document.all('Specimen').map(specimenIn),
      results: resultsWithin(document, report),
    },
  }
})
