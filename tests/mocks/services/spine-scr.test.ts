import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, test } from 'node:test'
import { NEXT_MSH, readEnvelope } from '../../../mocks/services/spine/ebxml.ts'
import { controls } from '../../../mocks/services/spine/summaries/controls.ts'
import { readMessage } from '../../../mocks/services/spine/read-message.ts'
import { descendants, type XmlElement } from '../../../mocks/services/spine/xml.ts'
import { JOAN, openSpine } from './spine-scr-caller.ts'

const codes = (root: XmlElement | undefined) => descendants(root, 'justifyingDetectedIssueEvent').flatMap((each) => descendants(each, 'code').map(({ attributes }) => attributes['code']))
const ids = (root: XmlElement | undefined) => descendants(root, 'eventID').map(({ attributes }) => attributes['root'])
const issues = (state: Parameters<typeof controls.listUploads>[0]) => controls.listUploads(state, { nhsNumber: JOAN }).map((each) => each.issues.map(({ code }) => code))

async function waitFor(happens: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !happens() && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('a summary in a message', () => {
  test('is acknowledged as it arrives, and kept', async () => {
    const { upload, state, rules, last } = openSpine()
    const { status, text, messageId, id } = await upload({ lines: { AllergiesHeader: ['Penicillin & co'] } })
    assert.equal(status, 202)
    const signal = readEnvelope(text)
    assert.deepEqual([signal.action, signal.refToMessageId], ['Acknowledgment', messageId])
    assert.deepEqual(rules(), [])
    assert.equal(last().subject, JOAN)
    const [held] = controls.listSummaries(state, { nhsNumber: JOAN })
    assert.deepEqual([held?.id, held?.author.name, held?.practice], [id, 'Dr Sam Elsewhere', 'Ashdown Medical Centre'])
    assert.equal(held?.sections.find(({ code }) => code === 'AllergiesHeader')?.text, 'Penicillin & co')
  })

  test('is worked on once, however often it comes', async () => {
    const { upload, state } = openSpine()
    const { messageId, id } = await upload()
    assert.equal((await upload({ id }, { messageId })).status, 202)
    assert.equal(controls.listSummaries(state, { nhsNumber: JOAN }).length, 1)
    assert.deepEqual(controls.listUploads(state, { nhsNumber: JOAN }).map(({ times }) => times), [2])
  })

  test('replaces the one that counts, and no other', async () => {
    const { upload, state } = openSpine()
    await upload({ replaces: 'A05B9416-F700-48F1-99D8-98874D3406B9' })
    const first = await upload()
    await upload()
    const second = await upload({ replaces: first.id })
    await upload({ replaces: first.id })
    await upload({ id: second.id, replaces: second.id })
    assert.deepEqual(issues(state), [['430'], [], ['430'], [], ['430'], ['400', '30134']])
    assert.deepEqual(controls.listSummaries(state, { nhsNumber: JOAN }).map(({ id }) => id), [first.id, second.id])
  })

  test('is not taken for a patient who allows none, or whom nobody knows', async () => {
    const { upload, state } = openSpine()
    controls.setPermission(state, { nhsNumber: JOAN, permission: 'No' })
    await upload()
    controls.setPermission(state, { nhsNumber: JOAN, permission: 'Clear' })
    controls.forgetPatient(state, { nhsNumber: JOAN })
    await upload()
    assert.deepEqual(issues(state), [['420', '30418'], ['400', '35160']])
  })

  for (const [what, how, rule] of [
    ['another actor', { actor: NEXT_MSH }, 'ack-requested'],
    ['no answer on the same connection', { syncReply: false }, 'sync-reply'],
    ['another SOAPAction', { soapAction: 'urn:nhs:names:services:gp2gp/REPC_IN150016UK05' }, 'soap-action'],
    ['an interaction that is no update', { spoil: (body: string) => body.replaceAll('REPC_IN150016UK05<', 'REPC_IN150015UK05<') }, 'service'],
    ['a payload of another kind', { spoil: (body: string) => body.replaceAll(/(<\/?)REPC_IN150016UK05(?=[ >])/g, '$1REPC_IN150015UK05') }, 'interaction'],
    ['an ASID of somebody else', { spoil: (body: string) => body.replace('227319907548', '200000001002') }, 'to-asid'],
    ['no certificate', { certificate: false }, 'client-certificate-missing'],
  ] as const) {
    test(`is refused with ${what}`, async () => {
      const { upload, state, rules } = openSpine()
      assert.notEqual((await upload({}, how)).status, 202)
      assert.deepEqual(rules(), [rule])
      assert.deepEqual(controls.listSummaries(state, { nhsNumber: JOAN }), [])
    })
  }

  for (const [what, spoil, rule] of [
    ['no statusCode', (body: string) => body.replace('<statusCode code="active"/>', ''), 'element-missing'],
    ['another code', (body: string) => body.replace('196981000000101', '196971000000103'), 'fixed-code'],
    ['a script in its text', (body: string) => body.replace('<body>', '<body><script>1</script>'), 'active-content'],
    ['an address in its text', (body: string) => body.replace('<p id="Author">', '<p id="Author" style="//elsewhere.example">'), 'active-content'],
    ['a heading left out', (body: string) => body.replace('<h2 id="RepeatMedsHeader">Current Repeat Medications</h2>', ''), 'core-heading'],
    ['an author without a name', (body: string) => body.replace('<name>Dr Sam Elsewhere</name>', ''), 'author'],
    ['text of another namespace', (body: string) => body.replace('xhtml:NPfIT:PresentationText', 'http://www.w3.org/1999/xhtml'), 'presentation-text'],
  ] as const) {
    test(`is taken with ${what}, and that is noted`, async () => {
      const { upload, rules, last } = openSpine()
      assert.equal((await upload({}, { spoil })).status, 202)
      assert.deepEqual([...new Set(rules())], [rule])
      assert.ok(last().violations.every(({ clause, pointer }) => clause !== '' && pointer !== undefined))
    })
  }
})

describe('what is asked at once', () => {
  test('which summaries there are, the latest first; and one of them, as it came', async () => {
    const { upload, list, read, rules } = openSpine()
    const first = await upload()
    const second = await upload({ replaces: first.id, lines: { AllergiesHeader: ['Codeine'] } })
    const listed = await list()
    assert.deepEqual(ids(listed.root), [second.id, first.id])
    assert.deepEqual(rules(), [])
    const answer = await read(second.id)
    assert.deepEqual(rules(), [])
    assert.equal(descendants(answer.root, 'replacementOf').length, 1)
    assert.match(answer.text, /Codeine/)
    assert.equal(descendants(answer.root, 'acknowledgement')[0]?.attributes['typeCode'], 'AA')
  })

  test('there is none, or not that one: a warning', async () => {
    const { list, upload, read, uuid } = openSpine()
    const none = await list()
    assert.deepEqual(codes(none.root), ['210', '30312'])
    assert.equal(descendants(none.root, 'qualifier')[0]?.attributes['code'], 'WG')
    await upload()
    assert.deepEqual(codes((await read(uuid())).root), ['210', '30312'])
  })

  test('a permission is kept, and closes the summary or opens it again', async () => {
    const { permit, list, upload, state, rules } = openSpine()
    await upload()
    const set = await permit('No')
    assert.equal(descendants(set.root, 'acknowledgement')[0]?.attributes['typeCode'], 'AA')
    assert.deepEqual(rules(), [])
    assert.equal(controls.readPermission(state, { nhsNumber: JOAN }), 'No')
    assert.deepEqual(codes((await list()).root), ['420', '30418'])
    await permit('Clear')
    assert.equal(ids((await list()).root).length, 1)
    assert.deepEqual(codes((await permit('Ask')).root), ['400'])
    assert.deepEqual(rules(), ['permission'])
    assert.equal(controls.readPermission(state, { nhsNumber: JOAN }), 'Clear')
  })

  test('about a number that is none', async () => {
    const { permit, list } = openSpine()
    assert.deepEqual(codes((await permit('No', '9990000019')).root), ['400', '35160'])
    assert.deepEqual(codes((await list('9990000019')).root), ['400', '35160'])
  })

  for (const [what, spoil, status, rule] of [
    ['no XML', () => 'hello', 400, 'not-well-formed'],
    ['a document type', (body: string) => `<!DOCTYPE a [<!ENTITY b "c">]>${body}`, 400, 'not-well-formed'],
    ['an action that there is not', (body: string) => body.replace('psisquery/QUPC_IN180000UK04', 'psisquery/QUPC_IN000006GB01'), 500, 'action'],
    ['an ASID that nobody has', (body: string) => body.replaceAll('200000001001', '999999999999'), 500, 'from-asid'],
    ['a message id in lower case', (body: string) => body.replace(/uuid:[0-9A-F-]+/, (id) => id.toLowerCase()), 500, 'message-id'],
  ] as const) {
    test(`a question is refused with ${what}`, async () => {
      const { list, rules } = openSpine()
      assert.equal((await list(JOAN, { spoil })).status, status)
      assert.deepEqual(rules(), [rule])
    })
  }

  test('nobody is answered without a certificate', async () => {
    const { list } = openSpine()
    assert.equal((await list(JOAN, { certificate: false })).status, 403)
  })
})

test('the Spine tells what became of a summary, in a message of its own', async () => {
  const { upload, state, environment } = openSpine()
  const came: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      came.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(202).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  state.address = { url: `http://127.0.0.1:${address.port}/` }
  try {
    assert.equal(await controls.tellWhatBecame(state, { nhsNumber: JOAN }, environment), undefined)
    const good = await upload()
    await controls.tellWhatBecame(state, { nhsNumber: JOAN }, environment)
    const bad = await upload()
    await controls.tellWhatBecame(state, { nhsNumber: JOAN }, environment)
    await controls.tellWhatBecame(state, { nhsNumber: JOAN, about: good.messageId, flaw: 'no-creation-time' }, environment)
    const read = came.map(({ headers, body }) => ({ soapaction: headers['soapaction'], ...readMessage(String(headers['content-type']), Buffer.from(body)) }))
    assert.deepEqual(read.map(({ soapaction }) => soapaction), Array(3).fill('"urn:nhs:names:services:psis/MCCI_IN010000UK13"'))
    assert.deepEqual(read.map(({ envelope }) => [envelope.from, envelope.refToMessageId, envelope.syncReply]), [['YES-0000806', good.messageId, true], ['YES-0000806', bad.messageId, true], ['YES-0000806', good.messageId, true]])
    assert.deepEqual(read.map(({ facts }) => [facts.typeCode, facts.messageRef, facts.codes]), [['AA', good.messageId, []], ['AE', bad.messageId, ['430']], ['AE', good.messageId, ['430']]])
    assert.doesNotMatch(came[2]!.body, /creationTime/)
    controls.tellByItself(state)
    const last = await upload({ replaces: good.id })
    await waitFor(() => came.length === 4)
    const { headers, body } = came[3]!
    assert.deepEqual(readMessage(String(headers['content-type']), Buffer.from(body)).facts.messageRef, last.messageId)
  } finally {
    server.close()
  }
})
