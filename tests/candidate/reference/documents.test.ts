import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { meshSettings } from '../../../candidate/reference/mesh/access.ts'
import { collectRegularly } from '../../../candidate/reference/mesh/area.ts'
import { collectMessages } from '../../../candidate/reference/mesh/collect.ts'
import { fromXml, toXml } from '../../../candidate/reference/itk/fhir-xml.ts'
import { ItkProblem } from '../../../candidate/reference/itk/message.ts'
import { parseMessage, readDocument, readHeader } from '../../../candidate/reference/itk/read-message.ts'
import { NationalRefusal } from '../../../candidate/reference/national/answer.ts'
import type { CollectedMessage, Mesh, OutgoingMessage } from '../../../candidate/reference/national/mesh.ts'
import { KINDS, messageOf, writeLetter, type Letter } from '../../../steps/support/letters.ts'
import { readSpec, withoutSpecs } from '../../mocks/contract.ts'
import { gp, JOAN, openClinic, parametersOf, pdsPatient, receptionist, type Client, type Clinic } from './support/clinic.ts'

const FHIR = '/FHIR/R4'
const ABOUT = { nhsNumber: JOAN, given: 'Joan', family: 'Okafor', birthDate: '1952-03-07', gender: 'female' }

let clinic: Clinic
let doctor: Client
let joan: string
/** What waits in the mailbox, by id. */
let inbox: Map<string, CollectedMessage>
let sent: OutgoingMessage[]
let looks: number
let broken: Partial<Record<keyof Mesh, true>>

const breakIf = (what: keyof Mesh) => {
  if (broken[what]) throw new NationalRefusal('national-unavailable', 'The connection broke.', { outcomeUnknown: true })
}

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
  const desk = await clinic.signIn(receptionist)
  joan = (await desk.request('POST', `${FHIR}/Patient/$register`, parametersOf({ nhsNumber: JOAN }))).json.id
  doctor = await clinic.signIn(gp)
  inbox = new Map()
  sent = []
  looks = 0
  broken = {}
  clinic.app.services.mesh = {
    mailbox: 'OURS',
    handshake: async () => undefined,
    waiting: async () => {
      looks++
      breakIf('waiting')
      return [...inbox.keys()]
    },
    collect: async (id) => {
      breakIf('collect')
      return inbox.get(id)
    },
    acknowledge: async (id) => {
      breakIf('acknowledge')
      inbox.delete(id)
    },
    send: async (message) => {
      breakIf('send')
      return `sent-${sent.push(message)}`
    },
  }
})
afterEach(() => clinic.close())

const letter = (change: Partial<Letter> = {}): Letter => ({ ...writeLetter(KINDS['discharge summary']!, ABOUT, 'Take care.'), ...change })
const post = (id: string, content: string) => inbox.set(id, { id, type: 'DATA', from: 'THEIRS', workflowId: 'TOC_FHIR_IP_DISCH', localId: '', subject: 'Discharge summary', content })
const collect = () => collectMessages(clinic.app.services)
const documents = async () => (await doctor.request('GET', `${FHIR}/DocumentReference?patient=Patient/${joan}`)).json.entry
const openTasks = () => clinic.app.services.tasks.list({ status: 'requested' }).map(({ code }) => code)

test('two rounds at once are one', async () => {
  post('m1', messageOf(letter()))
  const [one, other] = await Promise.all([collect(), collect()])
  assert.equal(one, other)
  assert.equal(looks, 1)
  assert.equal((await documents()).length, 1)
})

test('nothing is told to MESH, filed or answered twice, wherever it breaks', async () => {
  post('m1', messageOf(letter()))
  for (const step of [{ waiting: true }, { collect: true }, { acknowledge: true, send: true }, { send: true }] as const) {
    broken = step
    assert.notEqual((await collect()).problems.length, 0, JSON.stringify(step))
    assert.ok(openTasks().includes('mailbox-trouble'), JSON.stringify(step))
  }
  broken = {}
  await collect()
  assert.deepEqual([(await documents()).length, sent.length, inbox.size], [1, 2, 0])
  assert.ok(!openTasks().includes('mailbox-trouble'), 'trouble that is over is no task any more')
})

test('a practice without a mailbox says so', async () => {
  delete clinic.app.services.mesh
  assert.equal((await doctor.request('POST', '/test-aids/collect-messages', {})).status, 422)
})

test('settings that are not whole name all that is missing', () => {
  assert.throws(() => meshSettings({ areas: { mesh: { url: 'https://mesh' } } }), /mailbox[\s\S]*password[\s\S]*sharedKey/)
  assert.equal(meshSettings({ areas: {} }), undefined)
})

test('the mailbox is emptied every so often, only if it is told how often', async (t) => {
  const { services } = clinic.app
  assert.equal(collectRegularly(services), undefined)
  t.mock.timers.enable({ apis: ['setInterval'] })
  services.config.areas['mesh'] = { url: 'u', mailbox: 'm', password: 'p', sharedKey: 's', pollSeconds: 300 }
  const timer = collectRegularly(services)
  t.mock.timers.tick(300_000)
  await collect()
  assert.equal(looks, 1)
  clearInterval(timer)
})

test('on screen a doctor finds documents, opens them apart from our pages, and reviews them', async () => {
  post('m1', messageOf(letter({ words: '<script>alert(1)</script>' })))
  await collect()
  const page = (await doctor.request('GET', `/patients/${joan}/documents`)).text
  assert.match(page, /Discharge summary: To be reviewed/)
  const file = await doctor.request('GET', /href="(\/documents\/\d+\/files\/1)"/.exec(page)![1]!)
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment/)
  assert.match(file.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  const fields = { formToken: /name="formToken" value="([^"]+)"/.exec(page)![1]!, document: /name="document" value="(\d+)"/.exec(page)![1]! }
  assert.equal((await doctor.form(`/patients/${joan}/documents/review`, fields)).status, 303)
  assert.match((await doctor.request('GET', `/patients/${joan}/documents`)).text, /Reviewed by Ada Nwosu/)
  assert.equal((await doctor.request('GET', '/documents/1/files/9')).status, 404)
})

test('on screen somebody finds out whose a document is', async () => {
  post('m1', messageOf(letter({ about: { ...ABOUT, family: 'Okafo' } })))
  await collect()
  const page = (await doctor.request('GET', '/documents')).text
  assert.match(page, /It names Joan Okafo, born 1952-03-07/)
  const fields = { formToken: /name="formToken" value="([^"]+)"/.exec(page)![1]!, document: /name="document" value="(\d+)"/.exec(page)![1]! }
  assert.match((await doctor.form('/documents/match', { ...fields, nhsNumber: '9990000026' })).text, /Nobody on the practice list has this NHS number/)
  assert.equal((await doctor.form('/documents/match', { ...fields, nhsNumber: '999 000 0018' })).status, 303)
  assert.equal((await documents()).length, 1)
})

describe('messages that mean harm', () => {
  const start = '<Bundle xmlns="http://hl7.org/fhir">'
  const harmful = {
    'a bomb of entities': `<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${start}<id value="&b;"/></Bundle>`,
    'a file of ours': `<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>${start}<id value="&a;"/></Bundle>`,
    'another kind of XML': '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    'half a message': `${start}<type value="message"/>`,
    'nothing': '',
    'JSON that is no object': '[1,2]',
  }
  for (const [what, content] of Object.entries(harmful)) {
    test(what, async () => {
      assert.equal(parseMessage(content), undefined)
      post('m1', content)
      assert.deepEqual((await collect()).problems, [])
      assert.deepEqual([openTasks(), sent.length, inbox.size], [['document-unreadable'], 0, 0])
    })
  }

  test('a message in which everything is of another type than it should be', () => {
    const bundle = { resourceType: 'Bundle', type: 'message', entry: [{ resource: { resourceType: 'MessageHeader', id: 'h', event: { code: 'ITK003D' }, focus: [{ reference: 7 }], extension: 'none' } }, 'entry', null] }
    assert.equal(readHeader({ format: 'json', bundle })?.id, 'h')
    assert.throws(() => readDocument(bundle), (error) => error instanceof ItkProblem && error.response === 'invalidPayload')
  })
})

test('FHIR comes back from XML as it went', () => {
  const resource = { resourceType: 'Bundle', type: 'message', entry: [{ resource: { resourceType: 'Patient', id: 'a"<&', name: [{ given: ['A', 'B'] }] } }] }
  assert.deepEqual(fromXml(toXml(resource)), { resourceType: 'Bundle', type: 'message', entry: { resource: { resourceType: 'Patient', id: 'a"<&', name: { given: ['A', 'B'] } } } })
})

describe('published examples of GP Connect Send Document', { skip: withoutSpecs }, () => {
  for (const [file, expected] of [
    ['consultation_report.xml', { type: '371531000', nhsNumber: '9989453456', from: 'GP0001' }],
    ['oc_consultation_report.xml', { type: '149951000000107', nhsNumber: '9989453457', from: '8JJ28' }],
  ] as const) {
    test(file, () => {
      const parsed = parseMessage(readSpec('gpconnect-messaging', 'examples', file))!
      const header = readHeader(parsed)!
      assert.deepEqual([header.event, header.wantsBusinessAck, header.wantsInfrastructureAck, header.recipientType, header.receiver], ['ITK007C', true, true, 'FA', undefined])
      const { type, patient, custodian, contents } = readDocument(parsed.bundle)
      assert.deepEqual([type?.code, patient.nhsNumber, patient.family, patient.birthDate, custodian?.odsCode], [expected.type, expected.nhsNumber, 'Smith', '1957-01-09', expected.from])
      assert.deepEqual(contents.map(({ contentType, base64 }) => [contentType, Buffer.from(base64, 'base64').subarray(0, 4).toString()]), [['application/pdf', '%PDF']])
    })
  }
})
