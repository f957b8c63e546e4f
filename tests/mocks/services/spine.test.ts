import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { describe, test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { controls, type Skeleton } from '../../../mocks/services/spine/controls.ts'
import { pack, type Message } from '../../../mocks/services/spine/deliver-message.ts'
import { readEnvelope } from '../../../mocks/services/spine/ebxml.ts'
import { acknowledgement, continueMessage, ehrRequest, fragmentMessage } from '../../../mocks/services/spine/gp2gp/messages.ts'
import { ehrExtract } from '../../../mocks/services/spine/gp2gp/extract.ts'
import { structureFlaws } from '../../../mocks/services/spine/gp2gp/structure.ts'
import { readMultipart } from '../../../mocks/services/spine/mime.ts'
import { service } from '../../../mocks/services/spine/service.ts'
import { readXml } from '../../../mocks/services/spine/xml.ts'

const JOAN = '9990000018'
const PRACTICE = 'A99901'
const OTHER = 'A99902'
const CERTIFICATE = { clientCertificate: { commonName: 'A99901' } }
const FULL = {
  problems: [{ code: '195967001', term: 'Asthma', date: '2011-05-02' }],
  allergies: [{ code: '764146007', term: 'Penicillin', date: '2009-02-11', drug: true, note: 'Rash & itching' }, { term: 'Blue tablets <?>', date: '2004-08-19' }],
  medication: [{ code: '317972000', term: 'Furosemide 40mg tablets', date: '2025-11-03', dosage: '1', quantity: 28, repeats: 6 }, { code: '325427002', term: 'Prednisolone', date: '2019-01-15', dosage: '6', quantity: 30, ended: true }],
  consultations: [{ date: '2025-12-01', text: 'Cough' }],
  results: [{ code: '27113001', term: 'Body weight', date: '2025-10-01', value: '74', unit: 'kg' }],
  documents: [{ filename: 'letter one.txt', title: 'Letter', contentType: 'text/plain', date: '2025-09-12' }],
}

/** The Spine, and a practice that posts to it. */
function openSpine() {
  const app = inProcess([service])
  const { environment } = app
  const state = environment.stateOf(service)
  const asidOf = (odsCode: string) => environment.directory.systems.find(({ organisation }) => organisation === odsCode)!.asid
  const uuid = () => environment.random.uuid().toUpperCase()
  const request = (change: Partial<Message> = {}, nhsNumber = JOAN): Message => {
    const messageId = change.messageId ?? uuid()
    const payload = ehrRequest({ id: messageId, from: asidOf(PRACTICE), to: asidOf(OTHER), now: environment.clock.now() }, { requestId: uuid(), nhsNumber, author: PRACTICE, destination: OTHER })
    return { messageId, conversationId: uuid(), action: 'RCMR_IN010000UK05', from: PRACTICE, to: OTHER, nhsNumber, payload, ...change }
  }
  const post = async (message: Message, { spoil = (body: string) => body, soapAction = `urn:nhs:names:services:gp2gp/${message.action}`, certificate = true } = {}) => {
    const { contentType, body } = pack(environment, message)
    const response = await app.fetch(`${app.baseUrl}/reliablemessaging/forwardreliable`, { method: 'POST', headers: { 'content-type': contentType, soapaction: soapAction }, body: spoil(body) }, certificate ? CERTIFICATE : {})
    return { status: response.status, text: await response.text() }
  }
  return { app, environment, state, request, post, asidOf, uuid, rules: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule), last: () => environment.journal.read().at(-1)! }
}

describe('the Spine takes messages', () => {
  test('and acknowledges them', async () => {
    const { request, post, state, rules, last } = openSpine()
    const message = request()
    const { status, text } = await post(message)
    assert.equal(status, 202)
    const signal = readEnvelope(text)
    assert.equal(signal.action, 'Acknowledgment')
    assert.equal(signal.refToMessageId, message.messageId)
    assert.equal(signal.to, 'A99901-820001')
    assert.deepEqual(rules(), [])
    assert.equal(last().subject, JOAN)
    const [sent] = controls.listSent(state, { about: JOAN })
    assert.equal(sent?.facts.nhsNumber, JOAN)
    assert.equal(sent?.facts.destination, OTHER)
  })

  test('once, however often they come', async () => {
    const { request, post, state } = openSpine()
    const message = request()
    assert.equal((await post(message)).status, 202)
    assert.equal((await post(message)).status, 202)
    assert.deepEqual(controls.listSent(state).map(({ times }) => times), [2])
  })

  test('and finds whom a later message of the conversation is about', async () => {
    const { request, post, last, asidOf, environment, uuid } = openSpine()
    const first = request()
    await post(first)
    const messageId = uuid()
    const payload = acknowledgement({ id: messageId, from: asidOf(PRACTICE), to: asidOf(OTHER), now: environment.clock.now() }, { typeCode: 'AA', messageRef: first.messageId })
    assert.equal((await post({ ...first, messageId, payload, action: 'MCCI_IN010000UK13' })).status, 202)
    assert.equal(last().subject, JOAN)
  })

  test('from nobody without a certificate', async () => {
    const { request, post, state } = openSpine()
    assert.equal((await post(request(), { certificate: false })).status, 403)
    assert.deepEqual(controls.listSent(state), [])
  })

  for (const [what, how, rule, words] of [
    ['a CPA id of somebody else', { spoil: (body: string) => body.replace(/CPAId>S\d+/, 'CPAId>S1') }, 'cpa-id', /501319:Unknown eb:CPAId/],
    ['another type of party', { spoil: (body: string) => body.replaceAll('ocs+serviceInstance', 'ocs') }, 'party-type', /501314:Invalid To Party Type attribute/],
    ['an unknown sender', { spoil: (body: string) => body.replaceAll('A99901-820001', 'X26-1') }, 'from-party', /MessageError/],
    ['an unknown recipient', { spoil: (body: string) => body.replaceAll('A99902-820002', 'X26-1') }, 'to-party', /MessageError/],
    ['another service', { spoil: (body: string) => body.replace('services:gp2gp<', 'services:pdsquery<') }, 'service', /MessageError/],
    ['another SOAPAction', { soapAction: 'urn:nhs:names:services:gp2gp/COPC_IN000001UK01' }, 'soap-action', /Inconsistent/],
    ['a message id in lower case', { spoil: (body: string) => body.replace(/MessageId>([0-9A-F-]+)</, (_, id: string) => `MessageId>${id.toLowerCase()}<`) }, 'message-id', /MessageError/],
    ['no elimination of duplicates', { spoil: (body: string) => body.replace('<eb:DuplicateElimination/>', '') }, 'duplicate-elimination', /MessageError/],
    ['an acknowledgement of another handler', { spoil: (body: string) => body.replace('actor:nextMSH', 'actor:toPartyMSH') }, 'ack-requested', /MessageError/],
    ['a reference without its part', { spoil: (body: string) => body.replace('</eb:Manifest>', '<eb:Reference xlink:href="cid:gone"/></eb:Manifest>') }, 'manifest', /MimeProblem/],
    ['a time that has passed', { spoil: (body: string) => body.replace('</eb:Timestamp>', '</eb:Timestamp><eb:TimeToLive>2001-01-01T00:00:00Z</eb:TimeToLive>') }, 'time-to-live', /TimeToLiveExpired/],
    ['the ASID of somebody else', { spoil: (body: string) => body.replaceAll('200000001001', '200000009999') }, 'from-asid', /<nasp:errorCode>200</],
    ['a payload of another kind', { spoil: (body: string) => body.replaceAll('<RCMR_IN010000UK05', '<RCMR_IN030000UK06').replaceAll('</RCMR_IN010000UK05', '</RCMR_IN030000UK06') }, 'interaction', /<nasp:errorCode>200</],
    ['XML that breaks off', { spoil: (body: string) => body.replace('</EhrRequest>', '') }, 'not-well-formed', /<nasp:errorCode>201</],
    ['a bomb of entities', { spoil: (body: string) => body.replace('<RCMR_IN010000UK05', '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><RCMR_IN010000UK05') }, 'not-well-formed', /<nasp:errorCode>201</],
    ['elements without end', { spoil: (body: string) => body.replace('<EhrRequest', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}<EhrRequest`) }, 'not-well-formed', /<nasp:errorCode>201</],
    ['more than the Spine takes', { spoil: (body: string) => body.replace('</EhrRequest>', `<!--${' '.repeat(5_000_000)}--></EhrRequest>`) }, 'too-large', /<nasp:errorCode>200</],
  ] as const) {
    test(`not with ${what}`, async () => {
      const { request, post, state, rules } = openSpine()
      const { status, text } = await post(request(), how)
      assert.equal(status, 500)
      assert.deepEqual(rules(), [rule])
      assert.match(text, words)
      assert.deepEqual(controls.listSent(state), [])
    })
  }

  test('not what is no multipart message', async () => {
    const { app, rules } = openSpine()
    const response = await app.fetch(`${app.baseUrl}/reliablemessaging/forwardreliable`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }, CERTIFICATE)
    assert.equal(response.status, 400)
    assert.deepEqual(rules(), ['not-well-formed'])
  })

  test('that are not as their schema has them, and notes it', async () => {
    const { request, post, rules } = openSpine()
    assert.equal((await post(request(), { spoil: (body) => body.replace(/<destination.*?<\/destination>/, '').replace('code="NE"', 'code="AL"') })).status, 202)
    assert.deepEqual(rules().sort(), ['element-missing', 'fixed-code', 'organisations'])
  })

  test('with many parts, and not with more than anybody sends', () => {
    const part = '--b\r\nContent-Id: <x>\r\n\r\nx\r\n'
    const parse = (count: number) => readMultipart('multipart/related; boundary=b', Buffer.from(`${part.repeat(count)}--b--`)).parts.length
    assert.equal(parse(900), 900)
    assert.throws(() => parse(1_100), /more than 1000 parts/)
    assert.throws(() => readMultipart('multipart/related; boundary=b', Buffer.from('--b\r\nno header at all')), /headers of a part/)
    assert.throws(() => readMultipart('application/json', Buffer.from('{}')), /expected multipart\/related/)
  })
})

test('what the other practice sends is as the schemas have it', () => {
  const { environment, asidOf, uuid } = openSpine()
  const sending = () => ({ id: uuid(), from: asidOf(OTHER), to: asidOf(PRACTICE), now: environment.clock.now() })
  const extract = { extractId: uuid(), nhsNumber: JOAN, author: OTHER, destination: PRACTICE, requestId: uuid(), content: FULL, uuid }
  for (const payload of [
    ehrRequest(sending(), { requestId: uuid(), nhsNumber: JOAN, author: OTHER, destination: PRACTICE }),
    ehrExtract(sending(), extract),
    ehrExtract(sending(), { ...extract, confidential: true }),
    acknowledgement(sending(), { typeCode: 'AA', messageRef: uuid() }),
    acknowledgement(sending(), { typeCode: 'AE', messageRef: uuid(), code: '21' }),
    continueMessage(sending(), { from: OTHER, recipient: PRACTICE, extractMessageId: uuid() }),
    fragmentMessage(sending(), { from: OTHER, recipient: PRACTICE, filename: 'a.txt' }),
  ])
    assert.deepEqual(structureFlaws(readXml(payload)), [], payload.slice(0, 60))
})

describe('the other practice', () => {
  /** A candidate that acknowledges whatever comes, and keeps it. */
  async function listening(state: ReturnType<typeof openSpine>['state']) {
    const taken: string[] = []
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        taken.push(Buffer.concat(chunks).toString())
        outgoing.writeHead(202, { 'content-type': 'text/xml' }).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    controls.setAddress(state, { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/spine/messages` })
    return { taken, close: () => new Promise((resolve) => server.close(resolve)) }
  }

  test('sends the record that was asked for in the conversation of the request, and holds large files back', async () => {
    const { request, post, state, environment, asidOf, uuid } = openSpine()
    const candidate = await listening(state)
    try {
      const asked = request()
      await post(asked)
      const base64 = Buffer.from('content '.repeat(50)).toString('base64')
      const extract = await controls.sendExtract(state, { nhsNumber: JOAN, content: {}, files: [{ filename: 'a.txt', contentType: 'text/plain', base64, how: 3 }, { filename: 'b.txt', contentType: 'text/plain', base64 }] }, environment)
      assert.equal(extract.conversationId, asked.conversationId)
      const envelope = readEnvelope(readMultipart(extract.request.headers['content-type']!, Buffer.from(candidate.taken[0]!)).parts[0]!.content.toString())
      assert.equal(envelope.refToMessageId, asked.messageId)
      assert.deepEqual(envelope.references.slice(1).map(({ href }) => href.slice(0, 4)), ['mid:', 'cid:'])
      assert.deepEqual(await controls.sendFragments(state, { nhsNumber: JOAN }, environment), [], 'it waits to be let go on')
      const messageId = uuid()
      const payload = continueMessage({ id: messageId, from: asidOf(PRACTICE), to: asidOf(OTHER), now: environment.clock.now() }, { from: PRACTICE, recipient: OTHER, extractMessageId: extract.messageId })
      await post({ ...asked, messageId, payload, action: 'COPC_IN000001UK01' })
      const fragments = await controls.sendFragments(state, { nhsNumber: JOAN }, environment)
      assert.equal(fragments.length, 4, 'an index and three pieces')
      const pieces = candidate.taken.slice(-3).map((body, at) => readMultipart(fragments[at + 1]!.request.headers['content-type']!, Buffer.from(body)).parts[2]!.content.toString())
      assert.equal(pieces.join(''), base64)
    } finally {
      await candidate.close()
    }
  })

  test('sends a record of which a part comes after it, and what comes after broken where a scenario wants that', async () => {
    const { request, post, state, environment } = openSpine()
    const candidate = await listening(state)
    try {
      await post(request())
      const sent = async (skeleton: Skeleton) => {
        const { request: { headers } } = await controls.sendExtract(state, { nhsNumber: JOAN, content: FULL, skeleton }, environment)
        const [envelope, payload] = readMultipart(headers['content-type']!, Buffer.from(candidate.taken.at(-1)!)).parts.map(({ content }) => content.toString())
        const fragments = await controls.sendFragments(state, { nhsNumber: JOAN, impatient: true }, environment)
        const file = candidate.taken.slice(-fragments.length).map((body, at) => readMultipart(fragments[at]!.request.headers['content-type']!, Buffer.from(body)).parts[2]?.content.toString() ?? '').join('')
        return { reference: readEnvelope(envelope!).references[1]!, payload: payload!, file }
      }
      for (const what of ['statement', 'message'] as const) {
        const { reference, payload, file } = await sent({ what, how: 2 })
        assert.match(reference.description!, /X-GP2GP-Skeleton: Yes/)
        assert.deepEqual(structureFlaws(readXml(payload)), [])
        assert.match(payload, new RegExp(`<id root="${reference.id!.slice(1)}"/><text>Skeleton statement`))
        assert.doesNotMatch(payload, /Penicillin/)
        assert.match(gunzipSync(Buffer.from(file, 'base64')).toString(), /Penicillin/)
      }
      const [index, , last] = await controls.sendFragments(state, { nhsNumber: JOAN, impatient: true, flaw: 'not-xml' }, environment)
      assert.ok(index && last)
      assert.doesNotMatch(candidate.taken.at(-1)!, /<\/COPC_IN000001UK01>/)
      await controls.sendFragments(state, { nhsNumber: JOAN, impatient: true, flaw: 'no-content' }, environment)
      const { references } = readEnvelope(readMultipart(last.request.headers['content-type']!, Buffer.from(candidate.taken.at(-1)!)).parts[0]!.content.toString())
      assert.match(references[1]!.href, /^cid:/)
      assert.equal(readMultipart(last.request.headers['content-type']!, Buffer.from(candidate.taken.at(-1)!)).parts.length, 2)
    } finally {
      await candidate.close()
    }
  })

  test('delivers a message twice or late where a fault says so', async () => {
    const { state, environment } = openSpine()
    const candidate = await listening(state)
    try {
      environment.faults.inject({ service: 'spine', operation: 'message', subject: JOAN, kind: 'duplicate-delivery' })
      await controls.requestRecord(state, { nhsNumber: JOAN }, environment)
      assert.equal(candidate.taken.length, 2)
      assert.equal(candidate.taken[0], candidate.taken[1])
    } finally {
      await candidate.close()
    }
  })

  test('does not answer what was never asked', () => {
    const { state, environment } = openSpine()
    assert.throws(() => controls.acknowledge(state, { nhsNumber: JOAN, of: 'request', typeCode: 'AE', code: '06' }, environment), /the candidate has sent nothing about 9990000018/)
  })
})
