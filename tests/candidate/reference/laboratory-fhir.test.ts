import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { readFhirReport } from '../../../candidate/reference/laboratory/read-fhir-report.ts'
import { ReportProblem } from '../../../candidate/reference/laboratory/read-report.ts'
import type { StoredReport } from '../../../candidate/reference/laboratory/stored-reports-store.ts'
import { fetchWaiting, noteStoredReport } from '../../../candidate/reference/laboratory/stored-reports.ts'
import { NationalRefusal } from '../../../candidate/reference/national/answer.ts'
import { documentIdIn } from '../../../candidate/reference/national/patient-data-manager.ts'
import { CRP, documentOf, FHIR_REPORTS, KNOWN_BY, type FhirReport } from '../../../steps/support/fhir-report.ts'
import { gp, JOAN, openClinic, OTHER, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

// Documents are bent at any place; what an assertion expects of one is the check.
type Json = Record<string, any>

const stored = (change: Partial<StoredReport> = {}): StoredReport => ({ id: 'd1', nhsNumber: JOAN, state: 'waiting', failures: 0, ...change })
const report = (change: Partial<FhirReport> = {}): FhirReport => ({
  variant: 'NHS003',
  number: '26/CH1',
  status: 'UN',
  issued: '202611200930',
  about: { nhsNumber: JOAN, given: 'Joan', family: 'Okafor', birthDate: '1952-03-07', gender: 'female' },
  requester: '',
  clinicalDetails: [['Tired']],
  specimens: ['Venous blood specimen'],
  results: [CRP],
  reportStatus: 'final',
  knownAs: { system: KNOWN_BY['SDS user id'], value: gp.id, name: 'Dr Ada Nwosu' },
  ...change,
})
const document = (change: Partial<FhirReport> = {}): Json => documentOf(report(change), { practice: { odsCode: 'A83008', name: 'Here' }, laboratory: { odsCode: 'RZ901', name: 'Vale Laboratory' }, uuid: randomUUID })
const of = (bundle: Json, type: string): Json => bundle['entry'].find(({ resource }: Json) => resource.resourceType === type).resource
/** Reads a document after it was bent. */
const read = (bend: (bundle: Json) => void = () => undefined, change: Partial<FhirReport> = {}) => {
  const bundle = document(change)
  bend(bundle)
  return readFhirReport(JSON.stringify(bundle), stored())
}
const refusal = (bend: (bundle: Json) => void, change?: Partial<FhirReport>) => {
  try {
    read(bend, change)
  } catch (error) {
    if (error instanceof ReportProblem) return error.message
    throw error
  }
  return 'taken'
}

describe('laboratory reports in FHIR', () => {
  test('whatever scenarios send is read as it was written', () => {
    for (const [name, change] of Object.entries(FHIR_REPORTS)) {
      const { results } = read(undefined, change).report
      const sent = change.results ?? [CRP]
      assert.deepEqual(results.map(({ test: { code, text }, value, unit, comparator, flag }) => ({ code, text, value, unit, comparator, flag })), sent.map(({ test: { code, text }, value, unit, comparator, flag }) => ({ code, text, value, unit, comparator, flag })), name)
    }
  })

  test('digits that a laboratory wrote stay: 4.20 is not 4.2', () => {
    const text = JSON.stringify(document()).replace('"value":3,', '"value":4.20,').replace('"low":{"value":0,', '"low":{"value":0.50,')
    const [result] = readFhirReport(text, stored()).report.results
    assert.deepEqual([result?.value, result?.ranges[0]?.low], ['4.20', '0.50'])
  })

  test('every value that can be written out is, and no other is left out', () => {
    const value = (name: string, content: unknown) => {
      const bend = (bundle: Json) => {
        const { valueQuantity: _gone, ...rest } = of(bundle, 'Observation')
        bundle['entry'].find(({ resource }: Json) => resource.resourceType === 'Observation').resource = { ...rest, [name]: content }
      }
      try {
        const [result] = read(bend).report.results
        return result?.value ?? result?.finding?.text
      } catch (error) {
        return (error as Error).message
      }
    }
    assert.equal(value('valueInteger', 12), '12')
    assert.equal(value('valueBoolean', false), 'No')
    assert.equal(value('valueRange', { low: { value: 1, unit: 'h' }, high: { value: 2, unit: 'h' } }), '1 h to 2 h')
    assert.equal(value('valueRatio', { numerator: { value: 1 }, denominator: { value: 80 } }), '1 : 80')
    assert.equal(value('valueDateTime', '2026-11-20'), '2026-11-20')
    assert.equal(value('valueQuantity', { value: 1, comparator: 'ad' }), 'A result has the unknown comparator ad')
    assert.match(String(value('valueSampledData', {})), /kind that is not taken \(valueSampledData\)/)
    assert.match(String(value('valueString', '')), /not taken/)
  })

  test('what stands beside a result is kept: marks that are none in words, why there is none, components under its name', () => {
    const interpretation = (code: string, display: string) => ({ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code, display }] })
    const { results } = read((bundle) =>
      Object.assign(of(bundle, 'Observation'), {
        interpretation: [interpretation('DET', 'Detected'), interpretation('L', 'Low'), interpretation('HH', 'Critical high'), { text: 'Odd' }, interpretation('N', 'Normal')],
        dataAbsentReason: { text: 'Haemolysed' },
        component: [{ code: { text: 'At two hours' }, valueQuantity: { value: 8.1, unit: 'mmol/L' }, interpretation: [interpretation('H', 'High')] }],
      }),
    ).report
    assert.deepEqual(results.map(({ test: { text }, value, flag }) => [text, value, flag]), [[CRP.test.text, '3', 'HH'], [`${CRP.test.text}: At two hours`, '8.1', 'HI']])
    assert.deepEqual(results[0]?.comments, ['Interpretation: Detected', 'Interpretation: Odd', 'No result: Haemolysed'])
  })

  test('members of groups come once, in their order, even where groups name each other; results that nothing names come, too', () => {
    const { results } = read((bundle) => {
      const [, , third] = bundle['entry'].filter(({ resource }: Json) => resource.resourceType === 'Observation')
      const [first] = bundle['entry'].filter(({ resource }: Json) => resource.resourceType === 'Observation')
      third.resource.hasMember = [{ reference: first.fullUrl }]
      bundle['entry'].push({ fullUrl: 'urn:uuid:alone', resource: { resourceType: 'Observation', status: 'final', code: { text: 'Alone' } } })
    }, FHIR_REPORTS['groups of tests within a group']).report
    assert.deepEqual(results.map(({ test: { text } }) => text), ['Haematology', 'Full blood count', 'Haemoglobin estimation', 'Platelet count', 'Alone'])
    const endless = (bundle: Json) => {
      const [first] = bundle['entry'].filter(({ resource }: Json) => resource.resourceType === 'Observation')
      const chain = Array.from({ length: 20_000 }, (_, at) => ({ fullUrl: `urn:uuid:${at}`, resource: { ...first.resource, hasMember: [{ reference: `urn:uuid:${at + 1}` }] } }))
      bundle['entry'].push(...chain)
      first.resource.hasMember = [{ reference: 'urn:uuid:0' }]
    }
    assert.equal(refusal(endless), 'The groups of tests are nested too deep to be shown')
  })

  test('half a report, or one about two people, is none', () => {
    const patientOf = (bundle: Json) => of(bundle, 'Patient')
    assert.equal(refusal((bundle) => (bundle['type'] = 'collection')), 'It is no FHIR document')
    assert.equal(refusal((bundle) => (bundle['entry'] = 'x')), 'The document has no report')
    assert.equal(refusal((bundle) => bundle['entry'].push({ fullUrl: 'x', resource: { resourceType: 'DiagnosticReport' } })), 'The document has more than one report')
    assert.equal(refusal((bundle) => (of(bundle, 'DiagnosticReport')['identifier'] = [])), 'The report has no number')
    assert.equal(refusal((bundle) => (of(bundle, 'DiagnosticReport')['issued'] = 'soon')), 'The report does not say when it was issued')
    assert.equal(refusal((bundle) => (of(bundle, 'Observation')['code'] = {})), 'A test has no words')
    assert.equal(refusal((bundle) => (patientOf(bundle)['identifier'][0].value = OTHER)), 'The document names more than one NHS number')
    assert.equal(refusal((bundle) => (of(bundle, 'Specimen')['subject'] = { identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: OTHER } })), 'The document names more than one NHS number')
  })

  test('the number of a report is the laboratory’s own; what a sender leaves out is left out', () => {
    const { sender, report: found } = read((bundle) => {
      of(bundle, 'DiagnosticReport')['identifier'] = { value: 'X' }
      of(bundle, 'DiagnosticReport')['status'] = 'constructor'
      of(bundle, 'Patient')['name'] = undefined
      of(bundle, 'ServiceRequest')['requester'] = { reference: 'nowhere' }
    })
    assert.deepEqual([sender, found.number, found.status, found.requester], ['Vale Laboratory', 'X', 'unspecified', undefined])
    assert.deepEqual(found.patient, { nhsNumber: JOAN, birthDate: '1952-03-07' })
  })

  test('an address in the store is one whatever the host, and nothing else is', () => {
    assert.equal(documentIdIn('https://api.service.nhs.uk/patient-data-manager/FHIR/R4/Bundle/b0b97bff-e3d7-4744-a09a-e55781886dd0'), 'b0b97bff-e3d7-4744-a09a-e55781886dd0')
    for (const address of ['', 'Bundle/1', 'https://x/patient-data-manager/FHIR/R4/Bundle/', 'https://x/patient-data-manager/FHIR/R4/Bundle/a/../b', 'https://x/?y=/patient-data-manager/FHIR/R4/Bundle/1', 'https://x/other/FHIR/R4/Bundle/1', 'https://x/patient-data-manager/FHIR/R4/Bundle/1?x']) assert.equal(documentIdIn(address), undefined, address)
  })
})

describe('laboratory reports from the national store', () => {
  let clinic: Clinic
  let doctor: Client
  let joan: string
  /** What the store answers, by id; an error to be thrown. */
  let answers: Map<string, string | Error>
  let asked: string[]

  beforeEach(async () => {
    clinic = await openClinic()
    clinic.national.patients.set(JOAN, pdsPatient())
    const desk = await clinic.signIn(receptionist)
    joan = (await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))).json.id
    doctor = await clinic.signIn(gp)
    answers = new Map()
    asked = []
    const { services } = clinic.app
    services.platform = {
      ...services.platform,
      call: async ({ path }) => {
        const id = path.split('/').at(-1)!
        asked.push(id)
        const answer = answers.get(id) ?? new NationalRefusal('national-refused', 'The store has failed.', { outcomeUnknown: false })
        if (answer instanceof Error) throw answer
        return { status: 200, headers: {}, body: {}, bytes: new TextEncoder().encode(answer), requestId: 'r' }
      },
    }
  })
  afterEach(() => clinic.close())

  const told = (id: string, event = `event-${id}`) => noteStoredReport(clinic.app.services, { id: event, nhsNumber: JOAN, focus: `https://api.service.nhs.uk/patient-data-manager/FHIR/R4/Bundle/${id}` })
  const round = () => fetchWaiting(clinic.app.services)
  const openTasks = () => clinic.app.services.tasks.list({ status: 'requested' }).map(({ code }) => code).sort()

  test('a report is on screen as any other, with what the laboratory concludes, and harms nobody', async () => {
    const bundle = document({ conclusion: '<script>alert(1)</script>', results: [{ ...CRP, value: '200', flag: 'HH' }] })
    of(bundle, 'Specimen')['collection'] = { collectedDateTime: 'someTimeZ' }
    answers.set('1', JSON.stringify(bundle))
    told('1')
    await round()
    const { text } = await doctor.request('GET', `/patients/${joan}/results`)
    assert.match(text, /Pathology result: To be reviewed \(abnormal\)/)
    assert.match(text, /200 mg\/L/)
    assert.match(text, /issued 20-Nov-2026 09:30\./)
    assert.match(text, /taken someTimeZ/)
    assert.match(text, /<strong>Critically high<\/strong>/)
    assert.match(text, /Conclusion: &lt;script&gt;/)
    assert.deepEqual(openTasks(), ['report-to-review'])
  })

  test('one report that does not come keeps no other from the record; it is asked for five times, and again when it is told of again', async () => {
    answers.set('2', JSON.stringify(document()))
    told('1')
    told('2')
    for (let at = 0; at < 7; at++) await round()
    assert.deepEqual([asked.filter((id) => id === '1').length, asked.filter((id) => id === '2').length], [5, 1])
    assert.deepEqual(openTasks(), ['report-not-fetched', 'report-to-review'])
    answers.set('1', JSON.stringify(document({ number: '26/CH2' })))
    told('1', 'another event')
    await round()
    assert.deepEqual(openTasks(), ['report-to-review', 'report-to-review'], 'it came after all')
  })

  test('an answer that is no document is no answer, and a document that is no report is kept and told', async () => {
    for (const [id, text] of [['1', 'x'], ['2', '{}'], ['3', '{"resourceType":"Bundle","type":"document"}'], ['4', '{"resourceType":"Bundle","type":"document","entry":[null,{"resource":{"resourceType":"DiagnosticReport","identifier":[{"value":"9"}],"issued":"2026-11-20T09:30:00Z","result":[{"reference":"#none"}]}}]}']] as const) {
      answers.set(id, text)
      told(id)
    }
    await round()
    assert.deepEqual(openTasks(), ['report-refused', 'report-refused'])
    await round()
    assert.equal(asked.length, 6, 'the first two are asked for again')
  })
})
