import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { describe, test } from 'node:test'
import { collectRecord } from '../../../candidate/reference/gp2gp/answer-request.ts'
import { BrokenFile, filesOf, isSkeleton, missingParts, skeletonsOf } from '../../../candidate/reference/gp2gp/files.ts'
import { packFiles } from '../../../candidate/reference/gp2gp/pack-files.ts'
import { MalformedExtract, filenameIn, readExtract } from '../../../candidate/reference/gp2gp/read-extract.ts'
import { readAcknowledgement } from '../../../candidate/reference/gp2gp/receive-acknowledgement.ts'
import { readRequest } from '../../../candidate/reference/gp2gp/read-request.ts'
import type { Entry } from '../../../candidate/reference/gp2gp/transfer.ts'
import { writeExtract } from '../../../candidate/reference/gp2gp/write-extract.ts'
import type { Services } from '../../../candidate/reference/services.ts'
import { readEnvelope, readSignal } from '../../../candidate/reference/spine/ebxml.ts'
import { pack } from '../../../candidate/reference/spine/pack.ts'
import { readDelivery } from '../../../candidate/reference/spine/receive.ts'
import { attemptOf } from '../../../candidate/reference/spine/send.ts'
import type { IncomingMessage } from '../../../candidate/reference/spine/spine-store.ts'
import { readXml } from '../../../candidate/reference/spine/xml.ts'
import { factsOf } from '../../../mocks/services/spine/gp2gp/facts.ts'
import { structureFlaws } from '../../../mocks/services/spine/gp2gp/structure.ts'
import { readXml as readForChecks } from '../../../mocks/services/spine/xml.ts'
import { readSpec, specFiles, withoutSpecs } from '../../mocks/contract.ts'

const SENDING = { id: '6C5F4B8E-0000-4000-8000-000000000001', from: '200000001001', to: '200000001002', now: Date.parse('2026-03-01T10:00:00Z') }
const HEADER = { nhsNumber: '9990000018', author: 'A99901', destination: 'A99902', requestId: '6C5F4B8E-0000-4000-8000-000000000002', practiceName: 'Elmswood' }

/** One of each kind, with characters that XML has other uses for. */
const ENTRIES: Entry[] = [
  { kind: 'problem', code: '195967001', term: 'Asthma', degraded: false, date: '2011-05-02' },
  { kind: 'allergy', code: '764146007', term: 'Penicillin', degraded: false, date: '2009-02-11', text: 'Rash & "itching"' },
  { kind: 'allergy', term: 'Blue <tablets>', degraded: true, date: '2004-08-19' },
  { kind: 'medication', code: '317972000', term: 'Furosemide 40mg tablets', degraded: false, date: '2025-11-03', dosage: '1 in the morning', quantity: 28, repeats: 6 },
  { kind: 'medication', code: '325427002', term: 'Prednisolone 5mg tablets', degraded: false, date: '2019-01-15', dosage: '6', quantity: 30, ended: true },
  { kind: 'consultation', term: 'Cough', text: 'Cough', degraded: false, date: '2025-12-01' },
  { kind: 'document', term: 'Letter', degraded: false, date: '2025-09-12', filename: 'X_document.txt', contentType: 'text/plain' },
]

const message = (references: string[][], parts: IncomingMessage['parts'] = []): IncomingMessage => ({
  envelope: { from: '', to: '', cpaId: '', conversationId: 'C', service: '', action: '', messageId: 'M', references: [{ href: 'cid:payload' }, ...references.map(([href = '', description]) => ({ href, ...(description !== undefined && { description }) }))] },
  payload: '',
  parts,
})
const piece = (contentId: string, text: string) => ({ contentId, contentType: 'text/plain', base64: Buffer.from(text).toString('base64'), encoded: false })

describe('an extract', () => {
  test('is written as the schemas have it, and says the same when it is read', () => {
    const written = writeExtract(SENDING, HEADER, ENTRIES)
    assert.deepEqual(structureFlaws(readForChecks(written)), [])
    const { nhsNumber, author, entries } = readExtract(written)
    assert.equal(nhsNumber, HEADER.nhsNumber)
    assert.equal(author, 'A99901')
    assert.deepEqual(entries, ENTRIES)
  })

  test('carries marks, one or two to an entry, and an interaction of its own says that there are some', () => {
    const marked: Entry[] = ENTRIES.map((entry, index) => ({ ...entry, marks: index % 2 === 0 ? ['NOPAT'] : ['NOPAT', 'R'] }))
    const written = writeExtract(SENDING, HEADER, marked)
    assert.match(written, /^<RCMR_IN030000UK07 /)
    assert.deepEqual(structureFlaws(readForChecks(written)), [])
    assert.deepEqual(readExtract(written).entries.map(({ term, marks }) => ({ term, marks: marks?.toSorted() })), marked.map(({ term, marks }) => ({ term, marks })))
    const [statement] = factsOf(readForChecks(written)).statements!.filter(({ kind }) => kind === 'MedicationStatement')
    assert.deepEqual(statement?.confidentiality?.toSorted(), ['NOPAT', 'R'])
    assert.match(writeExtract(SENDING, HEADER, ENTRIES), /^<RCMR_IN030000UK06 /)
  })

  test('has marks of documents and of link sets, too', () => {
    const nopat = '<confidentialityCode code="NOPAT"/>'
    const written = writeExtract(SENDING, HEADER, ENTRIES).replace('<LinkSet classCode="OBS" moodCode="EVN">', (start) => `${start}${nopat}`).replace('<referredToExternalDocument classCode="DOC" moodCode="EVN">', (start) => `${start}${nopat}`)
    assert.deepEqual(readExtract(written).entries.filter(({ marks }) => marks).map(({ kind, marks }) => [kind, marks]), [['problem', ['NOPAT']], ['document', ['NOPAT']]])
  })

  test('is kept from others where its mark is one that nobody has told of, and not where it is that of the normal', () => {
    const written = (code: string) => writeExtract(SENDING, HEADER, [{ ...ENTRIES[1]!, marks: ['R'] }]).replace('confidentialityCode code="R"', `confidentialityCode code="${code}"`)
    assert.deepEqual(readExtract(written('V')).entries[0]?.marks, ['R'])
    assert.equal(readExtract(written('N')).entries[0]?.marks, undefined)
  })

  test('has parts put back that came after it, or all of it', () => {
    const whole = writeExtract(SENDING, HEADER, ENTRIES)
    const allergy = /<CompoundStatement classCode="CATEGORY".*?<\/CompoundStatement>/s.exec(whole)![0]
    const outer = whole.replace(allergy, '<NarrativeStatement><id root="PART-1"/><text>Skeleton</text></NarrativeStatement>')
    assert.deepEqual(readExtract(outer, new Map([['PART-1', `\uFEFF<?xml version="1.0"?>${allergy}`]])).entries, ENTRIES)
    assert.deepEqual(readExtract(outer, new Map([['PART-1', whole]])).entries, ENTRIES)
    assert.throws(() => readExtract(outer, new Map([['PART-2', allergy]])), MalformedExtract, 'nothing stands for it')
    assert.throws(() => readExtract(outer, new Map([['PART-1', allergy.slice(0, 60)]])), MalformedExtract)
  })

  test('of which a part comes after it is read as it was published', { skip: withoutSpecs }, () => {
    for (const [scenario, pieces] of [['Scenario_5', ['copc.json']], ['Scenario_7', ['copc0.json', 'copc1.json']]] as const) {
      const published = (file: string) => JSON.parse(readSpec(`gp2gp/large-message-scenarios/${scenario}`, file)) as { ebXML: string; payload: string; attachments: { payload: string }[] }
      const extract = published('uk06.json')
      const envelope = readEnvelope(extract.ebXML)
      const [, reference] = envelope.references
      assert.ok(isSkeleton(reference!), scenario)
      const file = Buffer.from(pieces.map((name) => published(name).attachments[0]!.payload).join(''), 'base64').toString()
      const payload = extract.payload.replaceAll('{{nhsNumber}}', HEADER.nhsNumber)
      const before = readExtract(payload).entries
      assert.ok(before.some(({ term }) => term === 'Skeleton statement'), scenario)
      const { entries } = readExtract(payload, new Map([[reference!.id!, file]]))
      assert.equal(entries.length, before.length, scenario)
      assert.ok(!entries.some(({ term }) => term === 'Skeleton statement'), scenario)
    }
  })

  test('of nothing at all is whole, and says so', () => {
    const written = writeExtract(SENDING, HEADER, [])
    assert.deepEqual(structureFlaws(readForChecks(written)), [])
    assert.match(readExtract(written).entries[0]?.text ?? '', /no entries/)
  })

  test('is refused when it has a document type, is nested without end, or is none', () => {
    const written = writeExtract(SENDING, HEADER, ENTRIES)
    assert.throws(() => readExtract(`<!DOCTYPE x [<!ENTITY a "b">]>${written}`), MalformedExtract)
    assert.throws(() => readExtract(written.replace('<EhrExtract', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}<EhrExtract`)), MalformedExtract)
    assert.throws(() => readExtract(written.slice(0, 2000)), MalformedExtract)
    assert.throws(() => readExtract('{}'), MalformedExtract)
    assert.throws(() => readExtract(''), MalformedExtract)
  })

  test('has a code only where it is that of a concept', () => {
    const written = writeExtract(SENDING, HEADER, [ENTRIES[1]!])
    const [entry] = readExtract(written.replaceAll('764146007', '442106016')).entries
    assert.equal(entry?.degraded, true, 'the id of a description')
    assert.equal(entry?.term, 'Penicillin')
  })

  test('names its files, however they are written', () => {
    assert.equal(filenameIn('file://localhost/a%20b.txt'), 'a b.txt')
    assert.equal(filenameIn('file://localhost/100%.txt'), '100%.txt')
  })

  test('as it was published is read', { skip: withoutSpecs }, () => {
    for (const file of specFiles('gp2gp/requesting-messages', /payload.*\.xml$/).filter((each) => each.startsWith('RCMR'))) {
      const { entries, nhsNumber } = readExtract(readSpec('gp2gp/requesting-messages', file))
      assert.match(nhsNumber, /^\d{10}$/, file)
      assert.ok(entries.length > 0, file)
    }
    const { entries } = readExtract(readSpec('gp2gp/ehr-extract-examples', 'expected_xml_without_duplicated_medication_resources.xml'))
    assert.deepEqual(
      entries.filter(({ kind }) => kind === 'allergy').map(({ term, degraded }) => ({ term, degraded })),
      [{ term: 'Allergy to pollen', degraded: true }],
    )
    assert.ok(entries.some(({ kind, term }) => kind === 'medication' && term === 'Aspirin 75mg tablets'))
    const large = readExtract(readSpec('gp2gp/requesting-messages', 'RCMRIN030000UK06_LARGE_MSG/payload.xml'))
    assert.deepEqual(large.entries.filter(({ kind }) => kind === 'document').map(({ filename }) => filename?.split('_')[1]), ['image.tif', 'LICENSE.txt', 'book.txt', 'sample'])
  })
})

describe('files of an extract', () => {
  test('are put together in the order of their index, whenever they came', () => {
    const extract = message([['mid:INDEX', 'Filename="a.txt" ContentType=text/plain Compressed=No LargeAttachment=Yes OriginalBase64=Yes']])
    const base64 = Buffer.from('the whole of it').toString('base64')
    const parts = new Map([
      ['TWO', message([['cid:two']], [piece('two', base64.slice(7))])],
      ['INDEX', message([['mid:ONE'], ['mid:TWO']])],
    ])
    assert.deepEqual(missingParts(extract, new Map()), ['INDEX'])
    assert.deepEqual(missingParts(extract, parts), ['ONE'])
    assert.throws(() => filesOf(extract, parts), BrokenFile)
    parts.set('ONE', message([['cid:one']], [piece('one', base64.slice(0, 7))]))
    assert.deepEqual(missingParts(extract, parts), [])
    assert.deepEqual(filesOf(extract, parts), [{ filename: 'a.txt', contentType: 'text/plain', base64 }])
  })

  test('that are missing are told from those that are broken', () => {
    const missing = (error: unknown) => error instanceof BrokenFile && error.missing
    const extract = message([['mid:A', 'Filename="a.txt" Compressed=Yes']])
    assert.throws(() => filesOf(extract, new Map()), missing, 'the message did not come')
    assert.throws(() => filesOf(extract, new Map([['A', message([['cid:a']])]])), missing, 'it came without the file')
    assert.throws(() => filesOf(extract, new Map([['A', message([['cid:a']], [piece('a', 'no archive')])]])), (error) => error instanceof BrokenFile && !error.missing)
  })

  test('are no parts of the record, and the other way round', () => {
    const extract = message([['cid:a', 'Filename="a.txt"'], ['cid:b', 'Filename="b.xml" DomainData="X-GP2GP-Skeleton: Yes']], [piece('a', 'a file'), piece('b', '<a/>')])
    extract.envelope.references[2]!.id = '_PART-1'
    assert.deepEqual(filesOf(extract, new Map()).map(({ filename }) => filename), ['a.txt'])
    assert.deepEqual([...skeletonsOf(extract, new Map())], [['PART-1', '<a/>']])
  })

  test('that name themselves come to an end', () => {
    const extract = message([['mid:A', 'Filename="a.txt"']])
    const parts = new Map([['A', message([['mid:A']])]])
    assert.deepEqual(missingParts(extract, parts), [])
    assert.throws(() => filesOf(extract, parts), BrokenFile)
  })

  test('are unpacked, and refused where that cannot be', () => {
    const described = 'Filename="a.txt" ContentType=text/plain Compressed=Yes OriginalBase64=Yes'
    const enclosed = (bytes: Buffer) => message([['cid:a', described]], [{ contentId: 'a', contentType: 'text/plain', base64: bytes.toString('base64'), encoded: true }])
    assert.equal(Buffer.from(filesOf(enclosed(gzipSync('words')), new Map())[0]!.base64, 'base64').toString(), 'words')
    assert.throws(() => filesOf(enclosed(gzipSync('words').subarray(0, 12)), new Map()), BrokenFile)
  })

  test('go with the record while they fit, apart where they do not, and in pieces where one is too large', () => {
    const file = (bytes: number) => ({ filename: `${bytes}.txt`, contentType: 'text/plain', base64: 'A'.repeat(bytes) })
    assert.deepEqual(packFiles([file(1000)], 1000).later, [])
    const apart = packFiles([file(3_000_000), file(2_000_000)], 1000)
    assert.deepEqual(apart.enclosures.map(({ reference }) => reference.href.slice(0, 4)), ['mid:', 'mid:'])
    assert.equal(apart.later.length, 2)
    const pieces = packFiles([file(10_000_000)], 1000)
    assert.equal(pieces.later.length, 4, 'an index and three pieces')
    assert.equal(pieces.later.slice(1).map(({ enclosures }) => enclosures[0]?.part?.content).join('').length, 10_000_000)
  })
})

describe('the envelope', () => {
  test('that is written is read, with everything in it', () => {
    const header = { from: 'A', to: 'B', cpaId: 'S1', conversationId: 'C', service: 's', action: 'a', messageId: 'M' }
    const packed = pack(header, { payload: '<a>ü</a>', about: '', now: SENDING.now, enclosures: [{ reference: { href: 'cid:x@y', description: 'Filename="b & c.txt"' }, part: { contentId: 'x@y', contentType: 'text/plain', encoding: 'base64', content: 'aGFsbG8=' } }] })
    const read = readDelivery(packed.contentType, Buffer.from(packed.body))
    assert.equal(read.payload, '<a>ü</a>')
    assert.deepEqual(read.parts, [{ contentId: 'x@y', contentType: 'text/plain', base64: 'aGFsbG8=', encoded: true }])
    assert.equal(read.envelope.references[1]?.description, 'Filename="b & c.txt"')
  })

  test('as it was published is read', { skip: withoutSpecs }, () => {
    assert.equal(readEnvelope(readSpec('gp2gp/sending-examples/ehr-request-RCMR_IN010000UK05', 'ebXML.xml')).action, 'RCMR_IN010000UK05')
    assert.equal(readEnvelope(readSpec('gp2gp/requesting-messages/RCMRIN030000UK06_LARGE_MSG', 'ebxml.xml')).references.length, 5)
    assert.deepEqual(readRequest(readSpec('gp2gp/sending-examples/ehr-request-RCMR_IN010000UK05', 'payload.xml')), { requestId: '041CA2AE-3EC6-4AC9-942F-0F6621CC0BFC', nhsNumber: '9692294935', practice: 'N82668' })
  })

  test('of a signal says whether to try again', { skip: withoutSpecs }, () => {
    const signal = (file: string) => readSignal(readSpec('spine-messaging/spine-responses', file))
    assert.deepEqual(signal('soap_fault_that_should_be_retried.xml'), { kind: 'error', words: '206 System failure to process message - default', again: true })
    assert.deepEqual(signal('ebxml_response_error_single.xml'), { kind: 'error', words: '501319:Unknown eb:CPAId', again: false })
    assert.equal(readSignal(readSpec('spine-messaging/ebxml-outbound', 'ebxml_ack.xml'))?.kind, 'acknowledged')
    assert.equal(readSignal('no XML'), undefined)
  })

  test('of another message’s acknowledgement is none of this one', { skip: withoutSpecs }, () => {
    const text = readSpec('spine-messaging/ebxml-outbound', 'ebxml_ack.xml')
    const sent = (messageId: string) => attemptOf({ messageId, conversationId: '', service: '', action: '', contentType: '', body: '', about: '' }, { status: 202, text }).outcome
    assert.equal(sent('0CDBA95F-74DA-47E9-8383-7B8E9167D146'), 'sent')
    assert.equal(sent('ANOTHER'), 'again')
  })
})

test('acknowledgements as they were published are read', { skip: withoutSpecs }, () => {
  const read = (file: string) => readAcknowledgement(readSpec('gp2gp/sending-messages/inbound/acknowledgement', file))
  assert.deepEqual(read('MCCI_IN010000UK13_body_AA.xml'), { positive: true })
  assert.deepEqual(read('MCCI_IN010000UK13_body_AE.xml'), { positive: false, code: '99' })
  assert.deepEqual(read('MCCI_IN010000UK13_body_AR.xml'), { positive: false, code: '18' })
  const six = readSpec('gp2gp/sending-messages/inbound/acknowledgement', 'MCCI_IN010000UK13_body_AR.xml').replaceAll('code="18"', 'code="6"')
  assert.deepEqual(readAcknowledgement(six), { positive: false, code: '06' })
  assert.equal(readAcknowledgement('<!DOCTYPE a><a/>'), undefined)
})

test('XML with prefixes reads like XML without', () => {
  assert.deepEqual(readXml('<h:a xmlns:h="urn:x"><h:b c="1">t</h:b></h:a>'), readXml('<a xmlns="urn:x"><b c="1">t</b></a>'))
})

test('a record that cannot be put together is declined, and why is told', (context) => {
  const told = context.mock.method(console, 'error', () => undefined)
  const database = new Proxy({}, { get: () => () => { throw new Error('the disc is gone') } })
  assert.equal(collectRecord({ database } as unknown as Services, { nhsNumber: HEADER.nhsNumber }), '10')
  assert.match(String(told.mock.calls[0]?.arguments[1]), /the disc is gone/)
})
