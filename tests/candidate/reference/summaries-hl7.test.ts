import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readEnvelope } from '../../../candidate/reference/spine/ebxml.ts'
import { pack } from '../../../candidate/reference/spine/pack.ts'
import { readXml } from '../../../candidate/reference/spine/xml.ts'
import { answerIn, isClosedIn, isNoneIn, readAcknowledgement } from '../../../candidate/reference/summaries/hl7/read-answer.ts'
import { shownInHl7 } from '../../../candidate/reference/summaries/hl7/read-summary.ts'
import { meaningOf } from '../../../candidate/reference/summaries/hl7/word-of-the-spine.ts'
import { readMessage } from '../../../mocks/services/spine/read-message.ts'
import { makeSummary } from '../../../mocks/services/spine/summaries/make-summary.ts'
import { createRandom } from '../../../mocks/kit/random.ts'
import { descendants } from '../../../mocks/services/spine/xml.ts'
import { readSpec, specFiles, withoutSpecs } from '../../mocks/contract.ts'

const ANSWERS = 'scr-hl7/spine-responses'
const within = (xml: string) => readXml(xml).children.find(({ name }) => name === 'Body')?.children[0]?.children[0]

describe('published acknowledgements', { skip: withoutSpecs }, () => {
  const read = (file: string) => readAcknowledgement(readSpec('spine-messaging/scr-gp-summary-update/test_xmls', file))

  test('one that is whole says that the summary was taken', () => {
    assert.deepEqual(read('parseSuccessResponse.xml'), { about: '9C534C19-C587-4463-9AED-B76F715D3EA3', positive: true, issues: [] })
  })

  for (const file of ['badAttributeParse.xml', 'missingAttribute.xml', 'badTextAttribute.xml']) {
    test(`${file} says nothing that can be relied on`, () => {
      assert.equal(read(file), undefined)
    })
  }

  test('those that the Spine has said', () => {
    const payloadOf = (folder: string, file: string) => readMessage('multipart/related; boundary="--=_MIME-Boundary"', Buffer.from(readSpec(folder, file))).payload
    assert.equal(readAcknowledgement(payloadOf(`${ANSWERS}/polling`, 'success.xml'))?.positive, true)
    assert.equal(readAcknowledgement(payloadOf('scr-hl7/mock-spine/upload-scr', 'pollingSuccess.txt'))?.positive, true)
    const refused = readAcknowledgement(payloadOf(`${ANSWERS}/polling`, 'error.xml'))!
    assert.deepEqual(meaningOf(refused), { outcome: 'not-taken', problem: 'The Summary Care Record did not take the summary: Invalid Request (400), [PSIS-35160] - Invalid input message. Mandatory field NHS Number is missing or incorrect (35160).', again: false })
  })
})

describe('published answers', { skip: withoutSpecs }, () => {
  const read = (...path: string[]) => answerIn(within(readSpec(ANSWERS, ...path)))!

  test('a list, none, a closed summary, and a permission are told apart', () => {
    assert.deepEqual([read('event-list-query', 'success.xml').positive, read('acs', 'success.xml').positive], [true, true])
    const [none, closed, wrong] = [read('event-list-query', 'notFound.xml'), read('event-list-query', 'noConsent.xml'), read('acs', 'invalidNhsNumber.xml')]
    assert.deepEqual([none, closed, wrong].map((each) => [each.positive, isNoneIn(each), isClosedIn(each)]), [[false, true, false], [false, false, true], [false, false, false]])
    assert.deepEqual(meaningOf(closed), { outcome: 'closed' })
  })

  for (const file of specFiles(`${ANSWERS}/event-query`, /\.xml$/)) {
    test(`${file} is shown with who made it, when and what it says`, () => {
      const summary = descendants(within(readSpec(`${ANSWERS}/event-query`, file))!, 'GPSummary')[0]!
      const shown = shownInHl7(summary)
      assert.notEqual(shown.author, undefined)
      assert.match(shown.date ?? '', /^\d{4}-\d\d-\d\dT/)
      const allergies = shown.sections.find(({ title }) => title === 'Allergies and Adverse Reactions')
      assert.match(allergies?.text ?? '', /Date.*\n/)
    })
  }
})

describe('what is no answer', () => {
  for (const [what, xml] of [
    ['no XML', 'AA'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><MCCI_IN010000UK13/>'],
    ['another interaction', '<RCMR_IN010000UK05><creationTime value="20260301100000"/><acknowledgement typeCode="AA"><messageRef><id root="A"/></messageRef></acknowledgement></RCMR_IN010000UK05>'],
    ['an acknowledgement of nothing', '<MCCI_IN010000UK13><creationTime value="20260301100000"/><acknowledgement typeCode="AA"/></MCCI_IN010000UK13>'],
  ] as const) {
    test(what, () => {
      assert.equal(readAcknowledgement(xml), undefined)
    })
  }
})

test('a summary is shown section by section, one line a row, as it was written', () => {
  const xml = makeSummary({ id: 'A', nhsNumber: '9990000018', lines: { AllergiesHeader: ['Penicillin V & <other>', 'Codeine'] } }, { random: createRandom(1), now: 0 })
  const { sections, author, practice } = shownInHl7(readXml(xml))
  assert.deepEqual([author, practice], ['Dr Sam Elsewhere', 'Ashdown Medical Centre'])
  assert.equal(sections.find(({ title }) => title.startsWith('Allergies'))?.text, 'Penicillin V & <other>\nCodeine')
})

test('the envelope of a summary asks the Spine itself for the receipt, on the same connection', () => {
  const header = { from: 'A', to: 'B', cpaId: 'S1', conversationId: 'C', service: 'urn:nhs:names:services:psis', action: 'REPC_IN150016UK05', messageId: 'M' }
  const written = (toParty?: true) => pack(header, { payload: '<a/>', about: '9990000018', now: 0, ...(toParty && { toParty }) }).body
  assert.match(written(true), /actor:toPartyMSH"\/><eb:SyncReply/)
  assert.match(written(), /actor:nextMSH"\/><\/SOAP:Header>/)
  assert.equal(readEnvelope(/<\?xml[\s\S]*?<\/SOAP:Envelope>/.exec(written(true))![0]).action, header.action)
})
