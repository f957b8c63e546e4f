import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { messagesOf, readInterchange } from '../../../candidate/reference/edifact/read-interchange.ts'
import { tokenise } from '../../../candidate/reference/edifact/tokenise.ts'
import { fateOf, nhsack, type MessageFate } from '../../../candidate/reference/laboratory/nhsack.ts'
import { readReport, ReportProblem } from '../../../candidate/reference/laboratory/read-report.ts'
import type { LabReport } from '../../../candidate/reference/laboratory/report.ts'
import { collectMessages } from '../../../candidate/reference/mesh/collect.ts'
import type { OutgoingMessage } from '../../../candidate/reference/national/mesh.ts'
import { FERRITIN, interchangeOf, REPORTS, type SentInterchange, type SentReport } from '../../../steps/support/laboratory.ts'
import { readSpec, specFiles, withoutSpecs } from '../../mocks/contract.ts'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

/** The reports of a published file: each as it was read, or why not. */
function reportsIn(text: string): (LabReport | ReportProblem)[] {
  return messagesOf(tokenise(text).filter(({ tag }) => tag !== 'UNB' && tag !== 'UNZ')).messages.map((message) => {
    try {
      return readReport(message)
    } catch (error) {
      if (error instanceof ReportProblem) return error
      throw error
    }
  })
}

const good = (reports: (LabReport | ReportProblem)[]) => reports.filter((report): report is LabReport => !(report instanceof ReportProblem))

interface FhirObservation {
  code?: { coding?: { code?: string; display?: string }[] }
  valueQuantity?: { value?: number; comparator?: string; unit?: string }
  valueCodeableConcept?: { coding?: { code?: string; display?: string }[] }
  comment?: string
  referenceRange?: { low?: { value?: number }; high?: { value?: number } }[]
}

describe('laboratory reports as published', { skip: withoutSpecs }, () => {
  test('every example and test file is read; what is refused is what the published files call wrong', () => {
    for (const file of specFiles('pathology', /(?<!nhsack)\.dat$/)) {
      const refused = reportsIn(readSpec('pathology', file)).flatMap((report, at) => (report instanceof ReportProblem ? [at + 1] : []))
      // Radiology reports are no laboratory reports: their message is another one.
      const expected = /BasicRad|textResult\.edifact/.test(file) && !/codedTextResult|mutliTextResult/.test(file) ? [1] : /IAP/.test(file) ? [2] : /IRA|IRI|invalid_|missing_/.test(file) ? [1] : []
      assert.deepEqual(refused, expected, file)
    }
  })

  test('what is read is what the published FHIR equivalents say: code, number, comparator, unit, ranges, words', () => {
    let compared = 0
    for (const file of specFiles('pathology', /\.fhir\.json$/)) {
      const [, base = '', number] = /^(.*?)(?:_msg|\.)(\d)\.fhir\.json$/.exec(file) ?? /^(.*)(?:\.fhir\.json)$/.exec(file) ?? []
      const edifact = `${base.replace('integration/fhir', 'integration/edifact')}.edifact.dat`
      const report = good(reportsIn(readSpec('pathology', edifact)))[Number(number ?? 1) - 1]
      assert.ok(report, `${file}: ${edifact}`)
      const resources = (JSON.parse(readSpec('pathology', file)) as { entry: { resource: { resourceType: string } & FhirObservation }[] }).entry.map(({ resource }) => resource)
      const plain = (text: string | undefined) => text?.replaceAll(/\s+/g, ' ').trim()
      const theirs = resources
        .filter(({ resourceType }) => resourceType === 'Observation')
        .map(({ code, valueQuantity, valueCodeableConcept, comment, referenceRange = [] }) => ({
          code: code?.coding?.[0]?.code,
          // A test that has no words is shown by its code.
          text: code?.coding?.[0]?.display ?? code?.coding?.[0]?.code,
          value: valueQuantity?.value,
          comparator: valueQuantity?.comparator,
          unit: valueQuantity?.unit,
          finding: valueCodeableConcept?.coding?.[0]?.code,
          ranges: referenceRange.map(({ low, high }) => [low?.value, high?.value]),
          comment: plain(comment),
        }))
      const ours = report.results.map(({ test: { code, text }, value, comparator, unit, finding, ranges, comments }) => ({
        code,
        text,
        value: value === undefined ? undefined : Number(value),
        comparator,
        unit,
        finding: finding?.code,
        ranges: ranges.map(({ low, high }) => [Number(low), Number(high)]),
        comment: plain(comments.length === 0 ? undefined : comments.join(' ')),
      }))
      assert.deepEqual(ours, theirs, file)
      compared += theirs.length
    }
    assert.ok(compared > 50, `${compared} results compared`)
  })

  test('acknowledgements are the published ones; only the words of a refusal are our own', () => {
    for (const [name, pattern] of [['pathology_IAF', 'pathology_IAF_regex'], ['pathology_IAP', 'pathology_IAP_regex'], ['pathology_IRA', 'pathology_IRA_regex'], ['pathology_IRI', 'pathology_IRI_regex'], ['pathology_IRM', 'pathology_IRM_regex']]) {
      const text = readSpec('pathology', 'integration', 'edifact', `${name}.edifact.dat`)
      const interchange = readInterchange(text)
      const fates = interchange.fault ? [] : reportsIn(text).map((report): MessageFate => (report instanceof ReportProblem ? { problem: report.message } : {}))
      const ours = nhsack(interchange, fateOf(interchange, fates), fates, { number: 31, at: Date.UTC(2026, 10, 22, 9, 15) })
      const published = readSpec('pathology', 'integration', 'edifact', `${pattern}.nhsack.dat`).trim().replaceAll('Index 2 out of bounds for length 2', '[^\']+')
      assert.match(ours, new RegExp(published), name)
    }
  })
})

describe('laboratory reports in the practice', () => {
  let clinic: Clinic
  let doctor: Client
  let joan: string
  let inbox: Map<string, string>
  let sent: OutgoingMessage[]

  beforeEach(async () => {
    clinic = await openClinic()
    clinic.national.patients.set(JOAN, pdsPatient())
    const desk = await clinic.signIn(receptionist)
    joan = (await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))).json.id
    doctor = await clinic.signIn(gp)
    inbox = new Map()
    sent = []
    clinic.app.services.mesh = {
      mailbox: 'OURS',
      handshake: async () => undefined,
      waiting: async () => [...inbox.keys()],
      collect: async (id) => ({ id, type: 'DATA', from: 'LAB', workflowId: 'PATH_MEDRPT_V3', localId: '', subject: '', fileName: '', content: inbox.get(id)! }),
      acknowledge: async (id) => void inbox.delete(id),
      send: async (message) => `sent-${sent.push(message)}`,
    }
  })
  afterEach(() => clinic.close())

  const report = (change: Partial<SentReport> = {}): SentReport => ({
    variant: 'NHS003',
    number: '15/CH1',
    status: 'UN',
    issued: '202611200930',
    about: { nhsNumber: JOAN, given: 'Joan', family: 'Okafor', birthDate: '1952-03-07', gender: 'female' },
    requester: 'G9999998',
    clinicalDetails: [],
    specimens: ['Blood'],
    results: [FERRITIN],
    ...change,
  })
  const interchange = (reports: SentReport[], change: Partial<SentInterchange> = {}) => interchangeOf({ reference: '1015', reports, acknowledge: true, ...change }, 'A83008')
  const take = async (...messages: string[]) => {
    messages.forEach((text, at) => inbox.set(`m${sent.length}-${at}-${inbox.size}`, text))
    return collectMessages(clinic.app.services)
  }
  const results = async () => (await doctor.request('GET', `/FHIR/R4/DiagnosticReport?patient=Patient/${joan}`)).json.entry as { resource: { contained: unknown[]; id: string } }[]
  const openTasks = () => clinic.app.services.tasks.list({ status: 'requested' }).map(({ code }) => code)

  test('pages show a result with its unit, its range and its mark, and whatever the laboratory writes harms nobody', async () => {
    const harmful = '<script>alert(1)</script>'
    await take(interchange([report({ results: [{ ...FERRITIN, flag: 'LO', comments: [[harmful, 'second  line']] }] })]))
    const { status, text } = await doctor.request('GET', `/patients/${joan}/results`)
    assert.equal(status, 200)
    assert.match(text, /Pathology result: To be reviewed \(abnormal\)/)
    assert.match(text, /11 ng\/mL/)
    assert.match(text, /issued 20-Nov-2026 09:30\./)
    assert.match(text, /10 to 200 ng\/mL/)
    assert.match(text, /<strong>Low<\/strong>/)
    assert.ok(!text.includes(harmful) && text.includes('second  line'))
  })

  test('a page lists what is nobody’s, and puts it into a record', async () => {
    await take(interchange([report({ about: { nhsNumber: JOAN, given: 'Joan', family: 'Whitlock', birthDate: '1952-03-07', gender: 'female' } })]))
    const page = await doctor.request('GET', '/results')
    assert.match(page.text, /WHITLOCK/)
    const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)![1]!
    const moved = await doctor.form('/results/match', { formToken, report: '1', nhsNumber: '999 000 0018' })
    assert.equal(moved.headers.get('location'), `/patients/${joan}/results`)
    assert.equal((await results()).length, 1)
    assert.equal((await doctor.form(`/patients/${joan}/results/review`, { formToken, report: '1' })).status, 303)
    assert.match((await doctor.request('GET', `/patients/${joan}/results`)).text, /Pathology result: Reviewed/)
  })

  test('a report with a wrong number of segments is filed, and says that something may be missing', async () => {
    await take(interchange([report()]).replace(/UNT\+\d+/, 'UNT+99'))
    assert.match((await doctor.request('GET', `/patients/${joan}/results`)).text, /something may be missing/)
  })

  test('two interchanges under one reference are two: nothing is lost because a laboratory begins to count anew', async () => {
    await take(interchange([report()]), interchange([report({ number: '15/CH2' })]))
    assert.equal((await results()).length, 2)
    assert.equal(sent.length, 2)
  })

  test('hostile messages become tasks, and never stop the collecting', async () => {
    const collection = await take('', 'UNB+', "UNB+UNOC:3+a:80+b:80+1:1+7++MEDRPT++1'UNZ+0+7'", interchange([report({ number: '' })]), `UNB${'+'.repeat(5000)}'`, '\u0000'.repeat(1000))
    assert.deepEqual(collection.problems, [])
    assert.equal(inbox.size, 0)
    assert.equal(openTasks().filter((code) => code === 'report-refused').length, 6)
    assert.equal(await results().then((found) => found.length), 0)
  })

  test('codes and ranges that are none are refused, or shown as the words that they are', async () => {
    const odd = interchange([report()]).replace('MEDRPT:0:1:RT:NHS003', 'MEDRPT:0:1:RT:constructor')
    const flags = interchange([report({ number: '15/CH2', results: [{ ...FERRITIN, ranges: [{ low: 'see', high: 'notes' }] }] })]).replace('STS++UN', 'STS++constructor').replace(/L[0-9A-Z]*(?=\+\+MEDRPT)/, 'L2')
    await take(odd, flags)
    assert.deepEqual(openTasks().sort(), ['report-refused', 'report-to-review'])
    const [found] = await results()
    const [, result] = found!.resource.contained as { referenceRange?: unknown }[]
    assert.deepEqual(result!.referenceRange, [{ text: 'see to notes' }])
  })

  test('every kind of report that scenarios send is read as it was written', () => {
    for (const [name, change] of Object.entries(REPORTS)) {
      const [message] = readInterchange(interchange([report(change)])).messages
      assert.equal(readReport(message!).results.length, (change.results ?? [FERRITIN]).length, name)
      assert.equal(message!.counted, true, name)
    }
  })
})
