import type { SentCode, SentReport, SentResult } from './laboratory.ts'

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code'
const SNOMED = 'http://snomed.info/sct'
const UCUM = 'http://unitsofmeasure.org'
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
const BASED_ON = 'http://hl7.eu/fhir/StructureDefinition/composition-basedOn-order-or-requisition'
const MARKS = { HI: ['H', 'High'], LO: ['L', 'Low'], HH: ['HH', 'Critical high'], LL: ['LL', 'Critical low'], A: ['A', 'Abnormal'], AA: ['AA', 'Critical abnormal'] } as const

/** How GPs are known to a laboratory, by the name that scenarios use. */
export const KNOWN_BY = { 'SDS user id': 'https://fhir.nhs.uk/Id/sds-user-id', 'GMC number': 'https://fhir.hl7.org.uk/Id/gmc-number', 'GMP code': 'https://fhir.hl7.org.uk/Id/gmp-number' } as const

/** How a document may be broken so that its receiver must not file it. */
export type DocumentFlaw = 'refers to a result that it does not hold' | 'holds no report' | 'has a result without a number' | 'names another patient in a result'

/** A report as a laboratory sends it in FHIR. */
export interface FhirReport extends SentReport {
  /** DiagnosticReport.status. */
  reportStatus: 'final' | 'partial' | 'corrected' | 'amended' | 'entered-in-error'
  /** Instant with its offset, where it is not `issued` in UTC. */
  issuedAt?: string
  /** Units come as codes, without a name. */
  unitsByCode?: true
  /** Who asked, as the laboratory knows them. */
  knownAs: { system: string; value: string; name: string }
  documentFlaw?: DocumentFlaw
  /** NHS number that a flawed document names as well. */
  alsoNames?: string
}

const snomed = (code: string, text: string): SentCode => ({ system: SNOMED, code, text })

export const CRP: SentResult = { test: snomed('1001371000000100', 'Serum CRP (C reactive protein) level'), value: '3', unit: 'mg/L', ranges: [{ low: '0', high: '5' }] }
const POTASSIUM: SentResult = { test: snomed('1000651000000109', 'Serum potassium level'), value: '4.1', unit: 'mmol/L', ranges: [{ low: '3.5', high: '5.3' }] }
const HAEMOGLOBIN: SentResult = { test: snomed('1022431000000105', 'Haemoglobin estimation'), value: '131', unit: 'g/L', ranges: [{ low: '115', high: '165' }] }
const PLATELETS: SentResult = { test: snomed('1022651000000100', 'Platelet count'), value: '497', unit: '10*9/L', flag: 'HI', ranges: [{ low: '150', high: '450' }] }

/** What laboratories put into the national store, by the name that scenarios use. */
export const FHIR_REPORTS: Record<string, Partial<FhirReport>> = {
  'a CRP result': {},
  'results that are too high and too low': { results: [{ ...CRP, value: '200', flag: 'HI' }, { ...HAEMOGLOBIN, value: '98', flag: 'LO' }, POTASSIUM] },
  'results that are critical': { results: [{ ...POTASSIUM, value: '7.4', flag: 'HH' }, { ...HAEMOGLOBIN, value: '48', flag: 'LL' }, { ...CRP, flag: 'AA' }] },
  'results beyond what can be measured': { results: [{ ...CRP, value: '0.6', comparator: '<' }, { ...POTASSIUM, value: '10', comparator: '>', flag: 'HH' }] },
  'results whose units are codes alone': { unitsByCode: true, results: [CRP, PLATELETS] },
  'results with several ranges': { results: [{ ...HAEMOGLOBIN, ranges: [{ low: '115', high: '165', text: 'Female' }, { low: '105', high: '140', text: 'Female, pregnant' }] }] },
  'results in words': {
    specimens: ['Mid-stream urine specimen'],
    results: [
      { test: { text: 'Hepatitis B surface antigen' }, finding: snomed('260385009', 'Negative') },
      { test: { text: 'Aerobic blood culture' }, finding: { text: 'No growth detected after 5 days incubation' } },
    ],
  },
  'groups of tests within a group': {
    results: [
      { test: { text: 'Haematology' }, heads: true, comments: [['Sample slightly haemolysed.']] },
      { test: snomed('26604007', 'Full blood count'), heads: true, nested: true, comments: [['Film to follow.']] },
      HAEMOGLOBIN,
      PLATELETS,
    ],
  },
  'a report with notes on all of it': {
    clinicalDetails: [['Tired all the time'], ['? iron deficiency']],
    conclusion: 'Suggest repeat in six weeks & iron studies; see <local> guideline.',
    results: [{ ...CRP, comments: [['Repeat if symptoms persist.']] }],
  },
  'a report that is not complete yet': { status: 'PR', reportStatus: 'partial', results: [{ ...CRP, status: 'PR' }] },
}

const instantOf = (stamp: string) => stamp.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:00+00:00')
const concept = ({ system, code, text }: SentCode) => (system && code !== undefined ? { coding: [{ system, code, display: text }] } : { text })
const notes = (texts: readonly string[][]) => (texts.length > 0 ? { note: texts.map((lines) => ({ text: lines.join('\n') })) } : {})

/** A FHIR document as a laboratory sends it: UKCore pathology profiles, references by the addresses of the entries. */
export function documentOf(report: FhirReport, { practice, laboratory, uuid }: { practice: { odsCode: string; name: string }; laboratory: { odsCode: string; name: string }; uuid: () => string }): Record<string, unknown> {
  const { number, about, clinicalDetails, conclusion, specimens, results, reportStatus, knownAs, documentFlaw, unitsByCode, alsoNames } = report
  const issued = report.issuedAt ?? instantOf(report.issued)
  const entries: { fullUrl: string; resource: Record<string, unknown> }[] = []
  const add = (resourceType: string, resource: Record<string, unknown>) => {
    const id = uuid()
    entries.push({ fullUrl: `urn:uuid:${id}`, resource: { resourceType, id, meta: { profile: [`https://fhir.hl7.org.uk/StructureDefinition/UKCore-${resourceType}`] }, ...resource } })
    return { reference: `urn:uuid:${id}` }
  }
  const local = (kind: string) => `https://${laboratory.odsCode.toLowerCase()}.laboratory.example/${kind}`
  const number10 = (value: string) => [{ system: NHS_NUMBER, value }]

  const patient = add('Patient', {
    ...(about.nhsNumber !== undefined && { identifier: number10(about.nhsNumber) }),
    name: [{ use: 'official', family: about.family, given: [about.given] }],
    gender: about.gender,
    birthDate: about.birthDate,
  })
  const subject = { ...patient, display: `${about.family.toUpperCase()}, ${about.given}`, ...(about.nhsNumber !== undefined && { identifier: { system: NHS_NUMBER, value: about.nhsNumber } }) }
  const performer = [{ ...add('Organization', { identifier: [{ system: ODS_CODE, value: laboratory.odsCode }], name: laboratory.name }), display: laboratory.name }]
  const requesting = add('Organization', { identifier: [{ system: ODS_CODE, value: practice.odsCode }], name: practice.name })
  const practitioner = add('Practitioner', { identifier: [{ system: knownAs.system, value: knownAs.value }], name: [{ use: 'official', text: knownAs.name }] })
  const requester = add('PractitionerRole', { practitioner, organization: requesting })
  const taken = specimens.map((text, at) => add('Specimen', { identifier: [{ system: local('specimen'), value: `${number}.${at + 1}` }], status: 'available', type: { coding: [{ system: SNOMED, code: '123038009', display: text }] }, subject, receivedTime: issued, collection: { collectedDateTime: issued } }))
  const request = add('ServiceRequest', { identifier: [{ system: local('request'), value: number }], status: 'active', intent: 'order', code: { text: 'Blood tests' }, subject, requester, reasonCode: clinicalDetails.map((lines) => ({ text: lines.join('\n') })) })

  const quantity = (value: string, unit: string | undefined) => ({ value: Number(value), ...(unit !== undefined && { ...(!unitsByCode && { unit }), system: UCUM, code: unit }) })
  const observation = ({ test, value, comparator, unit, finding, flag, ranges = [], comments = [], status }: SentResult, members: { reference: string }[] | undefined, of: Record<string, unknown>) => {
    const mark = flag && flag in MARKS ? MARKS[flag as keyof typeof MARKS] : undefined
    return add('Observation', {
      identifier: [{ system: local('result'), value: uuid() }],
      status: status === 'PR' ? 'preliminary' : reportStatus === 'corrected' || reportStatus === 'amended' || reportStatus === 'entered-in-error' ? reportStatus : 'final',
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }],
      code: concept(test),
      subject: of,
      issued,
      performer,
      ...(value !== undefined && { valueQuantity: { ...quantity(value, unit), ...(comparator && { comparator }) } }),
      ...(finding && (finding.code === undefined ? { valueString: finding.text } : { valueCodeableConcept: concept(finding) })),
      ...(mark && { interpretation: [{ coding: [{ system: INTERPRETATION, code: mark[0], display: mark[1] }] }] }),
      ...(ranges.length > 0 && { referenceRange: ranges.map(({ low, high, text }) => ({ low: quantity(low, unit), high: quantity(high, unit), ...(text !== undefined && { text }) })) }),
      ...notes(comments),
      ...(taken[0] && { specimen: taken[0] }),
      ...(members && { hasMember: members }),
    })
  }
  // A head takes what follows it, up to the next head beside it; one that is nested goes into the head before.
  const roots: { reference: string }[] = []
  let outer: { reference: string }[] | undefined
  let inner: { reference: string }[] | undefined
  const last = results.length - 1
  results.forEach((result, at) => {
    const flawed = at === last && documentFlaw === 'has a result without a number' ? { ...result, value: 'NaN' } : result
    const of = at === last && alsoNames !== undefined && documentFlaw === 'names another patient in a result' ? { identifier: { system: NHS_NUMBER, value: alsoNames } } : subject
    const members: { reference: string }[] | undefined = result.heads ? [] : undefined
    const reference = observation(flawed, members, of)
    if (result.heads && !result.nested) {
      roots.push(reference)
      outer = inner = members
    } else if (result.heads) {
      outer?.push(reference)
      inner = members
    } else (inner ?? roots).push(reference)
  })
  if (documentFlaw === 'refers to a result that it does not hold') roots.push({ reference: `urn:uuid:${uuid()}` })
  if (documentFlaw !== 'holds no report')
    add('DiagnosticReport', {
      identifier: [{ system: local('report'), value: number }],
      basedOn: [request],
      status: reportStatus,
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB', display: 'Laboratory' }] }],
      code: { coding: [{ system: SNOMED, code: '721981007', display: 'Diagnostic studies report' }] },
      subject,
      issued,
      performer,
      specimen: taken,
      result: roots,
      ...(conclusion !== undefined && { conclusion }),
    })
  const composition = { resourceType: 'Composition', extension: [{ url: BASED_ON, valueReference: request }], status: 'final', type: { coding: [{ system: SNOMED, code: '721981007', display: 'Diagnostic studies report' }] }, subject, date: issued, author: performer, title: 'Laboratory Report' }
  return { resourceType: 'Bundle', identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: uuid() }, type: 'document', timestamp: issued, entry: [{ fullUrl: `urn:uuid:${uuid()}`, resource: composition }, ...entries] }
}
