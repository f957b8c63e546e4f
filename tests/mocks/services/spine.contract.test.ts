import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvelope, describedIn } from '../../../mocks/services/spine/ebxml.ts'
import { factsOf } from '../../../mocks/services/spine/gp2gp/facts.ts'
import { RESPONSES } from '../../../mocks/services/spine/gp2gp/codes.ts'
import { structureFlaws } from '../../../mocks/services/spine/gp2gp/structure.ts'
import { readMultipart } from '../../../mocks/services/spine/mime.ts'
import { readMessage } from '../../../mocks/services/spine/read-message.ts'
import { readXml, descendants, type XmlElement } from '../../../mocks/services/spine/xml.ts'
import { readSpec, specFiles, withoutSpecs } from '../contract.ts'

const BOUNDARY = 'multipart/related; boundary="--=_MIME-Boundary"'

/** Published test messages that are there because they must not be taken, and why. */
const REFUSED: Record<string, RegExp> = {
  'ebxml_request_no_header.msg': /boundary does not occur/,
  'ebxml_request_no_payload.msg': /no HL7 payload/,
  'ebxml_request_payload_defect.msg': /headers of a part/,
  'ebxml_request_invalid_binary_ebxml_header.msg': /first part is no XML/,
  'ebxml_request_invalid_binary_hl7_payload.msg': /second part is no XML/,
  'ebxml_request_invalid_application_xml_binary_hl7_payload.msg': /not well|unclosed|invalid|element|text/i,
  'soap_request_with_defect.msg': /./,
}

const withEbxml = (folder: string, file: string) => {
  const message = readSpec(folder, file)
  return message.includes('{{ebxml}}') ? message.replace('{{ebxml}}', readSpec(folder, file.replace(/\.msg$/, '.ebxml')).trim()) : message
}

test('every published multipart message is taken, or refused where it is there to be refused', { skip: withoutSpecs }, async (t) => {
  for (const folder of ['spine-messaging/ebxml-parse-cases', 'spine-messaging/inbound']) {
    for (const file of specFiles(folder, /\.msg$/)) {
      await t.test(`${folder}/${file}`, () => {
        const body = Buffer.from(withEbxml(folder, file))
        const why = REFUSED[file]
        if (why) return assert.throws(() => readMessage(BOUNDARY, body), (error: Error) => why.test(error.message), 'not refused')
        const message = readMessage(BOUNDARY, body)
        assert.match(message.envelope.messageId, /^[0-9A-F-]{36}$/)
        assert.notEqual(message.facts.interaction, '')
      })
    }
  }
})

test('every published outbound message has a manifest that fits its parts', { skip: withoutSpecs }, () => {
  const files = specFiles('spine-messaging/ebxml-outbound', /ebxml_request.*\.xml$/)
  assert.equal(files.length, 5)
  for (const file of files) {
    const text = readSpec('spine-messaging/ebxml-outbound', file)
    const { envelope, contentIds, closed } = readMessage(BOUNDARY, Buffer.from(text))
    assert.equal(closed, true, file)
    assert.equal(envelope.service, 'urn:nhs:names:services:pdsquery')
    assert.deepEqual(
      envelope.references.filter(({ href }) => href.startsWith('cid:')).map(({ href }) => href.slice(4)),
      contentIds,
      file,
    )
  }
  const external = readMessage(BOUNDARY, Buffer.from(readSpec('spine-messaging/ebxml-outbound', 'ebxml_request_one_external_attachment.xml')))
  const described = describedIn(external.envelope.references.at(-1)?.description)
  assert.deepEqual({ ...described, Filename: '' }, { Filename: '', ContentType: 'text/plain', Compressed: 'No', LargeAttachment: 'No', OriginalBase64: 'Yes' })
})

test('every published signal is read', { skip: withoutSpecs }, () => {
  for (const [folder, file] of [
    ['spine-messaging/ebxml-outbound', 'ebxml_ack.xml'],
    ['spine-messaging/ebxml-outbound', 'ebxml_nack.xml'],
    ['spine-messaging/inbound', 'ebxml_ack.xml'],
    ['spine-messaging/inbound', 'ebxml_nack.xml'],
    ['spine-messaging/spine-responses', 'ebxml_response_error_single.xml'],
    ['spine-messaging/spine-responses', 'ebxml_response_error_multiple.xml'],
    ['spine-messaging/spine-responses', 'ebxml_fault_single_error.xml'],
  ] as const) {
    const envelope = readEnvelope(readSpec(folder, file))
    assert.match(envelope.action, /^(Acknowledgment|MessageError)$/, file)
    assert.equal(envelope.errors !== undefined, envelope.action === 'MessageError', file)
    assert.notEqual(envelope.refToMessageId, undefined, file)
  }
})

/** The HL7 payloads among the published examples, by their place. */
function payloads(): { place: string; xml: string }[] {
  const files = specFiles('gp2gp', /\.(xml|txt)$/).map((path) => ({ place: path, xml: readSpec('gp2gp', path) }))
  const inJson = specFiles('gp2gp', /\.json$/)
    .filter((path) => !path.startsWith('requesting-facade'))
    .map((path) => ({ place: path, xml: (JSON.parse(readSpec('gp2gp', path)) as { payload?: string }).payload ?? '' }))
  return [...files, ...inJson].filter(({ xml }) => /<(\w+:)?(RCMR_IN|COPC_IN|MCCI_IN)\w+[\s>]/.test(xml.slice(0, 400)))
}

/** Published payloads that are not as the published schemas have them, and in what: an id that a test put in. */
const KNOWN_FLAWS: Record<string, readonly string[]> = {
  'ehr-extract-examples/expected-mhs-outbound-absentattachment-payload.json': ['id'],
  'ehr-extract-examples/expected-mhs-outbound-request-payload.json': ['id'],
  'sending-messages/ehr/expected-ack-message.json': ['id'],
  'sending-messages/ehr/expected-nack-message.json': ['id'],
  'sending-messages/inbound/acknowledgement/templates/MCCI_IN010000UK13_nack_payload.txt': ['id'],
}

/** Places in published templates that a test fills in. */
const filled = (xml: string) => xml.replaceAll('{{nhsNumber}}', '9692294935').replaceAll('{{typeCode}}', /reason/.test(xml) ? 'AE' : 'AA').replaceAll('{{reasonCode}}', '06')

test('every published GP2GP message is read and is as the schemas have it', { skip: withoutSpecs }, async (t) => {
  const list = payloads()
  assert.ok(list.length >= 30, `${list.length} payloads`)
  for (const { place, xml } of list) {
    await t.test(place, () => {
      const root = readXml(filled(xml))
      const facts = factsOf(root)
      assert.equal(facts.interaction, root.name)
      const rules = [...new Set(structureFlaws(root).map(({ rule }) => rule))].sort()
      assert.deepEqual(rules, KNOWN_FLAWS[place] ?? [])
    })
  }
})

test('every published extract is read with its statements', { skip: withoutSpecs }, () => {
  const extracts = specFiles('gp2gp/ehr-extract-examples', /\.xml$/)
  let statements = 0
  for (const file of extracts) {
    const xml = readSpec('gp2gp/ehr-extract-examples', file)
    // Two are not well formed as published: a prefix (xsi) is not bound.
    const root = readXml(xml.includes('xmlns:xsi') ? xml : xml.replace('<EhrExtract ', '<EhrExtract xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '))
    const extract: XmlElement = root.name === 'EhrExtract' ? root : descendants(root, 'EhrExtract')[0]!
    statements += ['ObservationStatement', 'NarrativeStatement', 'MedicationStatement'].flatMap((name) => descendants(extract, name)).length
  }
  assert.ok(statements > 50, `${statements} statements`)
})

test('response codes are the published ones', { skip: withoutSpecs }, () => {
  const { responseCodes } = JSON.parse(readSpec('codes', 'gp2gp.json')) as { responseCodes: { code: string; text: string }[] }
  assert.deepEqual(RESPONSES, Object.fromEntries(responseCodes.map(({ code, text }) => [code, text])))
})

test('a multipart message of either line end is read', { skip: withoutSpecs }, () => {
  const message = withEbxml('spine-messaging/ebxml-parse-cases', 'ebxml_request_multiple_attachments.msg')
  const lf = readMultipart(BOUNDARY, Buffer.from(message))
  const crlf = readMultipart(BOUNDARY, Buffer.from(message.replaceAll(/\r?\n/g, '\r\n')))
  assert.deepEqual(crlf.parts.map(({ contentId }) => contentId), lf.parts.map(({ contentId }) => contentId))
  assert.deepEqual(crlf.parts.at(-1)?.content, lf.parts.at(-1)?.content)
})
