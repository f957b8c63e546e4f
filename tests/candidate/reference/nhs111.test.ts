import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { patientsOf } from '../../../candidate/reference/demographics/patients.ts'
import { documentsStore } from '../../../candidate/reference/documents/documents-store.ts'
import { readCda } from '../../../candidate/reference/nhs111/cda.ts'
import { parseXml } from '../../../candidate/reference/nhs111/dom.ts'
import { readEnvelope } from '../../../candidate/reference/nhs111/envelope.ts'
import { ItkFault, simpleResponse, soapFault } from '../../../candidate/reference/nhs111/fault.ts'
import { receiveReport } from '../../../candidate/reference/nhs111/receive.ts'
import { KINDS, writeLetter } from '../../../steps/support/letters.ts'
import { FLAWS_111, makeReport111, message111, type Flaw111 } from '../../../steps/support/nhs111.ts'
import { readSpec, specPath, withoutSpecs } from '../../mocks/contract.ts'
import { JOAN, openClinic, OTHER, parametersOf, pdsPatient, PRACTICE, receptionist } from './support/clinic.ts'

const ABOUT = { nhsNumber: '9990000018', given: 'Joan', family: 'Okafor', birthDate: '1952-03-07', gender: 'female' }
const report = () => makeReport111(writeLetter(KINDS['report of the call']!, ABOUT, 'Reference 7.'), 'A99901')
const textIn = (xml: string, name: string) => new RegExp(`<(?:\\w+:)?${name}[^>]*>([^<]*)<`).exec(xml)?.[1]?.trim()

test('a report is read whole: whom it is about, who wrote it, every section', () => {
  const made = report()
  const { trackingId, addresses, sender, document } = readEnvelope(message111(made))
  assert.deepEqual([trackingId, addresses, sender], [made.trackingId, ['A99901'], '5L399'])
  const { identifier, patient, author, custodian, set, contents } = readCda(document)
  assert.deepEqual([identifier, patient, author], [made.letter.documentId, { nhsNumber: '9990000018', family: 'Okafor', given: 'Joan', birthDate: '1952-03-07' }, 'Ines Castellan'])
  assert.deepEqual([custodian, set], [{ odsCode: '5L399', name: 'Northern Vale 111' }, { id: made.setId, version: 1 }])
  const html = Buffer.from(contents[0]!.base64, 'base64').toString()
  for (const words of ['<h2>Reason for contact</h2>', '<h2>Medications stopped</h2>', 'Ramipril was stopped', '<li>Asked for: chest pain</li>', 'two weeks &amp; review']) assert.ok(html.includes(words), words)
})

test('what a narrative holds beside words is not taken over', () => {
  const xml = message111(report()).replace('Asked for: chest pain', '<script src="https://elsewhere.example"/>&lt;script&gt;alert(1)&lt;/script&gt;')
  const html = Buffer.from(readCda(readEnvelope(xml).document).contents[0]!.base64, 'base64').toString()
  assert.ok(!/<script/i.test(html), html)
  assert.ok(html.includes('&lt;script&gt;alert(1)'))
})

test('words that are set apart stay apart', () => {
  const xml = message111(report()).replace('Asked for: chest pain', '<content>Chest </content><content>pain</content>')
  assert.ok(Buffer.from(readCda(readEnvelope(xml).document).contents[0]!.base64, 'base64').toString().includes('Chest pain'))
})

test('a version for another patient is no version of the first, and goes into nobody’s record unseen', async () => {
  const clinic = await openClinic()
  try {
    clinic.national.patients.set(JOAN, pdsPatient())
    clinic.national.patients.set(OTHER, pdsPatient(OTHER, { name: [{ use: 'usual', given: ['Ada'], family: 'Whitlock' }] }))
    const desk = await clinic.signIn(receptionist)
    for (const nhsNumber of [JOAN, OTHER]) await desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber }))
    const first = { ...makeReport111(writeLetter(KINDS['report of the call']!, ABOUT, 'One.'), PRACTICE), version: 2 }
    const about = (change: Partial<typeof ABOUT>) => ({ ...makeReport111(writeLetter(KINDS['report of the call']!, { ...ABOUT, ...change }, 'Two.'), PRACTICE), setId: first.setId })
    const { services } = clinic.app
    for (const each of [first, about({ nhsNumber: OTHER, family: 'Whitlock' }), { ...about({ family: 'Okafo' }), version: 3 }]) receiveReport(services, message111(each))
    const store = documentsStore(services)
    const [joan, other] = [JOAN, OTHER].map((nhsNumber) => patientsOf(services).byNhsNumber(nhsNumber)!.id)
    assert.deepEqual([store.ofPatient(joan!).map(({ state }) => state), store.ofPatient(other!).map(({ state }) => state), store.unmatched().length], [['to-review'], ['to-review'], 1])
  } finally {
    await clinic.close()
  }
})

describe('a message with', () => {
  for (const [flaw, words] of Object.entries(FLAWS_111)) {
    test(flaw, () => assert.throws(() => readEnvelope(message111({ ...report(), flaw: flaw as Flaw111 })), (error) => error instanceof ItkFault && error.message === words))
  }
  test('nothing in it', () => assert.throws(() => readEnvelope(''), ItkFault))
  test('half of it', () => assert.throws(() => readEnvelope(message111(report()).slice(0, 1500)), ItkFault))
})

test('answers are read as XML, whatever a sender has written', () => {
  assert.ok(parseXml(soapFault(new ItkFault('Invalid message', '<&>'))))
  assert.ok(parseXml(simpleResponse('urn:<&', '<&>')))
})

describe('published reports', { skip: withoutSpecs }, () => {
  for (const file of withoutSpecs ? [] : readdirSync(specPath('nhs111', 'reports', 'xml'))) {
    test(file, () => {
      const { document, addresses, trackingId } = readEnvelope(readSpec('nhs111', 'reports', 'xml', file))
      assert.ok(addresses.length > 0 && trackingId !== '')
      const { identifier, patient, contents } = readCda(document)
      assert.ok(identifier !== '' && patient.family !== undefined && patient.birthDate !== undefined)
      assert.ok(Buffer.from(contents[0]!.base64, 'base64').toString().includes('<h2>'))
    })
  }
})

describe('published acknowledgements', { skip: withoutSpecs }, () => {
  for (const file of withoutSpecs ? [] : readdirSync(specPath('nhs111', 'itk-acks')).filter((name) => name.endsWith('.xml'))) {
    test(file, () => {
      const published = readSpec('nhs111', 'itk-acks', file)
      if (published.includes('SimpleMessageResponse')) return assert.equal(textIn(simpleResponse('urn:nhs-itk:services:201005:SendNHS111Report-v2-0', 'X'), 'Action'), textIn(published, 'Action'))
      const words = textIn(published, 'ErrorText')!
      assert.ok((Object.values(FLAWS_111) as string[]).includes(words), words)
      const ours = soapFault(new ItkFault(words, 'because'))
      for (const name of ['Action', 'ErrorCode', 'ErrorText']) assert.equal(textIn(ours, name), textIn(published, name))
    })
  }
  for (const file of withoutSpecs ? [] : readdirSync(specPath('nhs111', 'soap-responses'))) {
    test(file, () => {
      const elements = (xml: string) => [...xml.matchAll(/<(?:\w+:)?([A-Za-z]+)[\s>]/g)].map(([, name]) => name!)
      const ours = elements(file.includes('Error') ? soapFault(new ItkFault('a', 'b')) : simpleResponse('a', 'b'))
      // To and faultactor name addresses that this system does not know.
      const published = elements(readSpec('nhs111', 'soap-responses', file)).filter((name) => name !== 'To' && name !== 'faultactor' && name !== 'xml')
      for (const name of published) assert.ok(ours.includes(name), `${name} is missing`)
    })
  }
})
