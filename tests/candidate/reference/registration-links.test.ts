import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { patientsOf } from '../../../candidate/reference/demographics/patients.ts'
import type { RegisteredPatient } from '../../../candidate/reference/demographics/patient.ts'
import { readInterchange } from '../../../candidate/reference/edifact/read-interchange.ts'
import { part, type Segment } from '../../../candidate/reference/edifact/segment.ts'
import { tokenise } from '../../../candidate/reference/edifact/tokenise.ts'
import { line } from '../../../candidate/reference/edifact/write-interchange.ts'
import { collectMessages } from '../../../candidate/reference/mesh/collect.ts'
import type { OutgoingMessage } from '../../../candidate/reference/national/mesh.ts'
import { linksStore } from '../../../candidate/reference/registration-links/links-store.ts'
import { following, HIGHEST, nextNumber } from '../../../candidate/reference/registration-links/numbers.ts'
import { readTransactions } from '../../../candidate/reference/registration-links/read-transaction.ts'
import { linkSettings } from '../../../candidate/reference/registration-links/settings.ts'
import { asLevelA, transactionLines, type LinkRequest } from '../../../candidate/reference/registration-links/write-transaction.ts'
import { readSpec, specFiles, withoutSpecs } from '../../mocks/contract.ts'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

const SETTINGS = { cipher: 'TES5', authority: { cipher: 'XX11', code: 'XX1', mailbox: 'HA' }, lastSent: { interchange: 99_999_998, message: 99_999_999, transaction: 9_999_999 }, lastReceived: 2 }

interface Fhir {
  parameter?: { name: string; valueString?: string; resource?: FhirPatient }[]
  nhsNumber?: string
  freeText?: string
  patches?: { op: string; path: string; value?: unknown }[]
}
interface FhirPatient {
  identifier?: { value?: string }[]
  name?: { family?: string; given?: string[]; prefix?: string[] }[]
  gender?: string
  birthDate?: string
  /** Lines that are empty are null. */
  address?: { line?: (string | null)[]; postalCode?: string }[]
  extension?: { url: string; valueString?: string; valueBoolean?: boolean }[]
}

/** What this system does not tell, in published transactions: staff have no field for it. */
const NOT_OFFERED: readonly ((segment: Segment) => boolean)[] = [
  // A residential institute, and the authority before this one.
  ({ tag, elements: [first] }) => tag === 'NAD' && /^(RIC|PFH)$/.test(first?.[0] ?? ''),
]

const withoutWhatIsNotOffered = (segments: readonly Segment[]) => segments.filter((segment) => !NOT_OFFERED.some((leaves) => leaves(segment)))
const asWritten = ({ tag, elements }: Segment) => line([tag, ...elements])

/** What staff would have given for a published transaction, from its FHIR equivalent. */
function requestFrom(kind: LinkRequest['kind'], { parameter = [] }: Fhir): { request: LinkRequest; patient: RegisteredPatient; date: string } {
  const value = (name: string) => parameter.find((each) => each.name === name)?.valueString
  const patient = parameter.find(({ name }) => name === 'patient')?.resource ?? {}
  const extension = (ending: string) => patient.extension?.find(({ url }) => url.endsWith(ending))
  const [, before] = patient.address ?? []
  const request = {
    kind,
    acceptanceType: value('acceptanceType'),
    previousGp: value('previousGpName'),
    previousAddress: before?.line?.map((each) => each ?? '').join('\n'),
    birthPlace: extension('birthPlace')?.valueString,
    dateOfEntry: value('dateOfUkEntry'),
    dateOfExit: value('dateOfUkExit'),
    drugsDispensed: extension('DrugsDispensedMarker')?.valueBoolean ? 'Y' : undefined,
    previousSurname: patient.name?.[1]?.family,
    reasonCode: value('deductionReasonCode'),
    date: value('dateOfDeduction'),
    notes: value('freeText'),
  }
  return {
    request: Object.fromEntries(Object.entries(request).filter(([, each]) => each !== undefined)) as unknown as LinkRequest,
    patient: { nhsNumber: patient.identifier?.[0]?.value ?? '', national: { ...patient, name: patient.name?.slice(0, 1), address: patient.address?.slice(0, 1).map(({ line: given, ...rest }) => ({ ...rest, line: given?.map((each) => each ?? '') })) } } as unknown as RegisteredPatient,
    date: value('acceptanceDate') ?? '2020-06-10',
  }
}

describe('registration transactions as published', { skip: withoutSpecs }, () => {
  test('every incoming test message is read, and says what its FHIR equivalent says', () => {
    const files = specFiles('nhais', /inbound_uat_data.*\.edifact\.dat$/)
    assert.ok(files.length >= 15, `${files.length} files`)
    for (const file of files) {
      const read = readInterchange(readSpec('nhais', file)).messages.flatMap((message) => readTransactions(message))
      const fhir = JSON.parse(readSpec('nhais', file.replace('.edifact.dat', '.fhir.json'))) as Fhir
      const incoming = read.find(({ type }) => type !== 'F8') ?? read[0]!
      const value = (name: string) => fhir.parameter?.find((each) => each.name === name)?.valueString
      const patient = fhir.parameter?.find(({ name }) => name === 'patient')?.resource
      const nhsNumber = fhir.nhsNumber ?? patient?.identifier?.[0]?.value
      if (incoming.type === 'F8') continue
      if (nhsNumber !== undefined) assert.equal(incoming.nhsNumber, nhsNumber, file)
      // The adaptor hands the text of one message on with its release characters, which are no part of it (its own notes say so).
      const text = value('freeText') ?? fhir.freeText
      assert.equal(incoming.text, file.includes('full-character-set') ? text?.replaceAll(/\?(.)/g, '$1') : text, file)
      if (incoming.type === 'F2') assert.deepEqual([incoming.reason, incoming.date], [value('deductionReasonCode'), value('dateOfDeduction')], file)
      if (incoming.type === 'F9') assert.deepEqual([incoming.reason, incoming.date], [value('fp69ReasonCode'), value('fp69ExpiryDate')], file)
      const surname = fhir.patches?.find(({ path }) => path === '/name/0/family')?.value
      if (surname !== undefined) assert.equal(incoming.changes['surname'], surname, file)
    }
  })

  test('every outgoing test message is written as published, from what staff would give', () => {
    const files = specFiles('nhais', /outbound_uat_data\/(acceptance|removal|deduction)\/.*\.edifact\.dat$/)
    assert.ok(files.length >= 14, `${files.length} files`)
    for (const file of files) {
      const kind = /outbound_uat_data\/(\w+)\//.exec(file)![1] as LinkRequest['kind']
      const { request, patient, date } = requestFrom(kind, JSON.parse(readSpec('nhais', file.replace('.edifact.dat', '.fhir.json'))) as Fhir)
      const [message] = readInterchange(readSpec('nhais', file)).messages
      const start = message!.segments.findIndex(({ tag, elements }) => tag === 'NAD' && elements[0]?.[0] === 'GP') + 1
      assert.deepEqual(transactionLines(request, patient, date).map(line), withoutWhatIsNotOffered(message!.segments.slice(start)).map(asWritten), file)
    }
  })

  test('an amendment is written as published: what is left out stays, what is cleared has its sign', () => {
    const segments = readInterchange(readSpec('nhais', 'uat/outbound_uat_data/amendment/amend-all.edifact.dat')).messages[0]!.segments
    const start = segments.findIndex(({ tag, elements }) => tag === 'NAD' && elements[0]?.[0] === 'GP') + 1
    const request: LinkRequest = { kind: 'amendment', drugsDispensed: 'Y', notes: 'Now at the Arthur Andrews Centre', address: 'Holly Cottage\n12 Long Lane\nLittle Hamlet\nBromley\nKent', postcode: 'BR5  4ER', previousSurname: 'Patterson' }
    const ours = transactionLines(request, { nhsNumber: '9999999999' } as RegisteredPatient, '2020-06-10').map(line)
    const theirs = withoutWhatIsNotOffered(segments.slice(start)).filter(({ tag, elements }) => tag !== 'DTM' && tag !== 'PDI' && !(tag === 'PNA' && elements[0]?.[0] === 'PAT')).map(asWritten)
    assert.deepEqual(ours.filter((each) => !each.startsWith('PNA+PAT')), theirs)
    const cleared = transactionLines({ kind: 'amendment', forename: '%', title: '%', previousSurname: '%' }, { nhsNumber: '9999999999' } as RegisteredPatient, '').map(line)
    const published = tokenise(readSpec('nhais', 'uat/outbound_uat_data/amendment/name-erase1.edifact.dat')).filter(({ tag }) => tag === 'S02' || tag === 'PNA')
    assert.deepEqual(cleared, published.map(asWritten))
  })
})

describe('numbers and characters', () => {
  test('after the highest number comes 1', () => {
    assert.deepEqual([following(1, 9), following(8, 9), following(9, 9)], [2, 9, 1])
    assert.deepEqual(HIGHEST, { interchange: 99_999_999, message: 99_999_999, transaction: 9_999_999 })
  })

  test('texts have only what the authority can read', () => {
    assert.equal(asLevelA('Siân O’Brien-Núñez @ 5 £ mill'), 'SIAN O BRIEN-NUNEZ   5   MILL')
  })

  test('a configuration that lacks something is refused', () => {
    assert.equal(linkSettings({ areas: {} }), undefined)
    assert.throws(() => linkSettings({ areas: { 'registration-links': { cipher: 'A', authority: { code: 'B' } } } }), /cipher/)
  })
})

describe('registration links in the practice', () => {
  let clinic: Clinic
  let desk: Client
  let joan: string
  let inbox: Map<string, { workflowId: string; content: string }>
  let sent: OutgoingMessage[]

  beforeEach(async () => {
    clinic = await openClinic({ areas: { 'registration-links': SETTINGS } })
    clinic.national.patients.set(JOAN, pdsPatient())
    desk = await clinic.signIn(receptionist)
    joan = (await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN }))).json.id
    inbox = new Map()
    sent = []
    clinic.app.services.mesh = {
      mailbox: 'OURS',
      handshake: async () => undefined,
      waiting: async () => [...inbox.keys()],
      collect: async (id) => ({ id, type: 'DATA', from: 'HA', localId: '', subject: '', fileName: '', ...inbox.get(id)! }),
      acknowledge: async (id) => void inbox.delete(id),
      send: async (message) => `sent-${sent.push(message)}`,
    }
  })
  afterEach(() => clinic.close())

  let came = 0
  const take = async (...contents: string[]) => {
    for (const content of contents) inbox.set(`m${came++}`, { workflowId: 'NHAIS_REG', content })
    return collectMessages(clinic.app.services)
  }
  const tasks = () => clinic.app.services.tasks.list({ status: 'requested' })

  test('numbers go on where the system before ended, and begin again after the highest', () => {
    const { services } = clinic.app
    const take2 = (counts: keyof typeof HIGHEST) => [nextNumber(services, counts, SETTINGS), nextNumber(services, counts, SETTINGS)]
    assert.deepEqual([take2('interchange'), take2('message'), take2('transaction')], [[99_999_999, 1], [1, 2], [1, 2]])
  })

  test('receipts are the published ones, for every incoming test message', { skip: withoutSpecs }, async () => {
    for (const file of specFiles('nhais', /inbound_uat_data.*\.edifact\.dat$/)) {
      const before = sent.length
      await take(readSpec('nhais', file))
      assert.equal(sent.length, before + 1, file)
      const ours = tokenise(sent.at(-1)!.content)
      const theirs = tokenise(readSpec('nhais', file.replace('.edifact.dat', '.recep.dat')))
      // Numbers, ciphers and times are those of whoever sends.
      const said = (segments: Segment[]) => segments.filter(({ tag }) => tag === 'RFF' || tag === 'NHS').map(asWritten)
      assert.deepEqual(said(ours), said(theirs), file)
      assert.deepEqual(ours.map(({ tag }) => tag), theirs.map(({ tag }) => tag), file)
      const agreement = (segments: Segment[]) => [part(segments[0], 7), part(segments[0], 10)]
      assert.deepEqual(agreement(ours), agreement(theirs), file)
    }
  })

  test('the page sends a transaction, and shows what came of it', async () => {
    const page = await desk.request('GET', `/patients/${joan}/registration-links`)
    assert.equal(page.status, 200)
    const formToken = /name="formToken" value="([^"]+)"/.exec(page.text)![1]!
    const refused = await desk.form(`/patients/${joan}/registration-links`, { formToken, kind: 'removal' })
    assert.match(refused.text, /Say why the patient is to be removed/)
    assert.equal((await desk.form(`/patients/${joan}/registration-links`, { formToken, kind: 'removal', notes: 'Lives <b>far</b> away' })).status, 303)
    await collectMessages(clinic.app.services)
    assert.match(sent[0]!.content, /FTX\+RGI\+\+\+LIVES <B>FAR<\/B> AWAY'/)
    const { transactions } = { transactions: linksStore(clinic.app.services).ofPatient(joan) }
    assert.equal(transactions[0]!.number, 1)
    const ha = (type: string, body: string) => `UNB+UNOA:2+XX11+TES5+261122:0915+00000003'UNH+00000001+FHSREG:0:1:FH:FHS001'BGM+++507'NAD+FHS+XX1:954'RFF+950:${type}'${body}UNT+9+00000001'UNZ+1+00000003'`
    await take(ha('F11', `S01+1'RFF+TN:5'FTX+RGI+++KNOWN <i>HERE</i>'S02+2'PNA+PAT+${JOAN}:OPI'`))
    const after = await desk.request('GET', `/patients/${joan}/registration-links`)
    assert.match(after.text, /Removal 1: Rejected/)
    assert.ok(!after.text.includes('<i>HERE</i>'))
  })

  test('what comes late fills its place; what is missing is asked for once', async () => {
    const quarter = (number: string) => `UNB+UNOA:2+XX11+TES5+261122:0915+${number}'UNH+1+FHSREG:0:1:FH:FHS001'BGM+++507'NAD+FHS+XX1:954'DTM+206:20261231:102'RFF+950:F8'RFF+TN:9'GIS+Q:ZZZ'UNT+8+1'UNZ+1+${number}'`
    await take(quarter('00000005'))
    await take(quarter('00000003'))
    assert.deepEqual(tasks().filter(({ code }) => code === 'registration-gap').map(({ text }) => /Interchanges 3 to 4/.test(text)), [true])
  })

  test('hostile messages become tasks, change nothing, and never stop the collecting', async () => {
    const collection = await take('', "UNB+UNOA:2+XX11+TES5+1:1+3'", "UNB+UNOA:2'UNH+1+FHSREG'RFF+950:F2'S01+1'UNT+4+1'UNZ+1+'", `UNB+UNOA:2+XX11+TES5+1:1+00000009'UNH+1+FHSREG:0:1:FH:FHS001'RFF+950:F2'S01+1'RFF+TN:x'S02+2'PNA+PAT+${JOAN}:OPI'UNT+7+1'UNZ+1+00000009'`, '?'.repeat(10_000),
      `UNB+UNOA:2+XX11+TES5+1:1+next'UNH+1+FHSREG:0:1:FH:FHS001'RFF+950:F2'S01+1'RFF+TN:1'DTM+961:soon:102'S02+2'PNA+PAT+${JOAN}:OPI'UNT+8+1'UNZ+1+next'`,
      `UNB+UNOA:2+XX11+TES5+1:1+99999999999'UNH+1+FHSREG:0:1:FH:FHS001'RFF+950:F2'S01+1'RFF+TN:1'GIS+constructor'S02+2'PNA+PAT+${JOAN}:OPI'UNT+8+1'UNZ+1+99999999999'`)
    assert.deepEqual(collection.problems, [])
    assert.equal(patientsOf(clinic.app.services).get(joan).status, 'active')
    assert.ok(tasks().filter(({ code }) => code === 'registration-unreadable').length >= 6)
  })

  test('who is signed in as a GP may tell the authority, too', async () => {
    const doctor = await clinic.signIn(gp)
    assert.equal((await doctor.request('POST', `/FHIR/R4/Patient/${joan}/$send-registration-transaction`, parametersOf({ kind: 'deduction', reasonCode: '1', date: '2026-11-20' }))).status, 200)
  })
})
