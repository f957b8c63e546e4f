import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EBXML_ERRORS } from '../../../mocks/services/spine/errors.ts'
import { readMessage } from '../../../mocks/services/spine/read-message.ts'
import { summaryAcknowledgement } from '../../../mocks/services/spine/summaries/acknowledge.ts'
import { summaryFlaws } from '../../../mocks/services/spine/summaries/check-summary.ts'
import { controls } from '../../../mocks/services/spine/summaries/controls.ts'
import { ISSUES, notFound, type Issue } from '../../../mocks/services/spine/summaries/codes.ts'
import { gpSummaryIn, gpSummaryXml, summaryFacts } from '../../../mocks/services/spine/summaries/read-summary.ts'
import { createState } from '../../../mocks/services/spine/state.ts'
import { takeSummary } from '../../../mocks/services/spine/summaries/take-summary.ts'
import { at, descendants, readXml, type XmlElement } from '../../../mocks/services/spine/xml.ts'
import { readSpec, specFiles, withoutSpecs } from '../contract.ts'
import { start } from './scr-caller.ts'
import { JOAN, openSpine } from './spine-scr-caller.ts'

const UPDATES = 'spine-messaging/scr-gp-summary-update'
const ANSWERS = 'scr-hl7/spine-responses'
const BOUNDARY = 'multipart/related; boundary="--=_MIME-Boundary"'

/** Published updates by the data they were made from, and what of them is noted: their text is there to try a template, and is no summary. */
const EXAMPLES: Record<string, { hash: string; notes: string[]; replaces: string[] }> = {
  'cleanSummaryUpdate.xml': { hash: 'hash16UK05.json', notes: ['core-heading', 'presentation-text'], replaces: [] },
  'EmptyHtmlGpSummaryUpdate.xml': { hash: 'emptyHtmlHash.json', notes: ['core-heading', 'presentation-text'], replaces: [] },
  // Headings of 2008, without ids.
  'SummaryUpdateExtendedContents.xml': { hash: 'extendedHTMLhash.json', notes: ['core-heading'], replaces: [] },
  'replacementOf.xml': { hash: 'replacementOfhash.json', notes: ['core-heading', 'presentation-text'], replaces: ['A05B9416-F700-48F1-99D8-98874D3406B9'] },
  'multipleReplacementOf.xml': { hash: 'multiReplacementOfhash.json', notes: ['core-heading', 'presentation-text'], replaces: ['A05B9416-F700-48F1-99D8-98874D3406B9', 'CODE 2', 'CODE 3', 'CODE 4'] },
}
/** Data from which no example was made: one that lacks a part, and one that lacks everything. */
const WITHOUT_EXAMPLE = ['EmptyHash.json', 'missingTag.json']
/** Published acknowledgements: they are read by the system that gets them (tests/candidate/reference/summaries-hl7.test.ts). */
const ACKNOWLEDGEMENTS = ['badAttributeParse.xml', 'badTextAttribute.xml', 'missingAttribute.xml', 'parseSuccessResponse.xml']

interface Hash {
  Id: string
  controlActEvent: { subject: { GPSummary: { id: { root: string }; recordTarget: { patient: { id: { extension: string } } }; author: { AgentPersonSDS: { id: { extension: string }; agentPersonSDS: { id: { extension: string } } } } } } }
}

test('no published file of the update is left unread', { skip: withoutSpecs }, () => {
  assert.deepEqual(specFiles(`${UPDATES}/test_xmls`, /./), [...Object.keys(EXAMPLES), ...ACKNOWLEDGEMENTS].sort())
  assert.deepEqual(specFiles(`${UPDATES}/hashes`, /./), [...Object.values(EXAMPLES).map(({ hash }) => hash), ...WITHOUT_EXAMPLE].sort())
})

test('every published update says what it was made from, and is taken', { skip: withoutSpecs }, async (t) => {
  for (const [file, { hash, notes, replaces }] of Object.entries(EXAMPLES)) {
    await t.test(file, () => {
      const xml = readSpec(`${UPDATES}/test_xmls`, file)
      const payload = readXml(xml)
      const { Id, controlActEvent } = JSON.parse(readSpec(`${UPDATES}/hashes`, hash)) as Hash
      const { id, recordTarget, author } = controlActEvent.subject.GPSummary
      const facts = summaryFacts(gpSummaryIn(payload))
      assert.equal(at(payload, 'id')?.attributes['root'], Id)
      assert.deepEqual([facts.id, facts.nhsNumber, facts.author.userId, facts.author.roleId], [id.root, recordTarget.patient.id.extension, author.AgentPersonSDS.agentPersonSDS.id.extension, author.AgentPersonSDS.id.extension])
      assert.deepEqual(facts.replaces, replaces)
      assert.deepEqual([...new Set(summaryFlaws(payload).map(({ rule }) => rule))].sort(), notes)
      const state = createState()
      if (replaces[0] !== undefined) state.summaries.set(facts.nhsNumber, { held: [{ ...facts, id: replaces[0], receivedAt: 0, xml: '' }], permission: 'Clear' })
      assert.deepEqual(takeSummary(state, facts, { xml: gpSummaryXml(xml), now: 0 }), [])
      assert.equal(readXml(controls.listSummaries(state, { nhsNumber: facts.nhsNumber }).at(-1)!.xml).name, 'GPSummary')
    })
  }
})

test('an update that was made from nothing, or from too little, is refused or noted', { skip: withoutSpecs }, () => {
  assert.deepEqual(JSON.parse(readSpec(`${UPDATES}/hashes`, 'EmptyHash.json')), {})
  assert.deepEqual(takeSummary(createState(), summaryFacts(undefined), { xml: '', now: 0 }), ISSUES.nhsNumber)
  const { subject } = (JSON.parse(readSpec(`${UPDATES}/hashes`, 'missingTag.json')) as { controlActEvent: { subject: { GPSummary: { excerptForm: { CareDocs: { presentationText: { value: string } } } } } } }).controlActEvent
  assert.equal(subject.GPSummary.excerptForm.CareDocs.presentationText.value, '')
  const empty = readXml(readSpec(`${UPDATES}/test_xmls`, 'EmptyHtmlGpSummaryUpdate.xml'))
  assert.ok(summaryFlaws(empty).some(({ rule, pointer }) => rule === 'presentation-text' && pointer === 'presentationText/value'))
})

/** Elements with their attributes' names, each once, without what differs from answer to answer. */
function shape(element: XmlElement, within = ''): string[] {
  const path = `${within}/${element.name}`
  const own = `${path} ${Object.keys(element.attributes).sort().join(' ')}`.trim()
  return [...new Set([own, ...element.children.flatMap((child) => shape(child, path))])].sort()
}
const issuesIn = (root: XmlElement): Issue[] =>
  descendants(root, 'justifyingDetectedIssueEvent').map((each) => {
    const { code = '', displayName = '' } = at(each, 'code')?.attributes ?? {}
    return { code, display: displayName, qualifier: at(each, 'code', 'qualifier')?.attributes['code'] as Issue['qualifier'] }
  })
/** An example shows two answers to queries under other names: that is what the query was asked under. */
const named = (xml: string) => xml.replaceAll('QUPC_IN200000SM04', 'QUPC_IN200000UK04')
const answer = (...path: string[]) => readXml(named(readSpec(ANSWERS, ...path)))

test('what is found has the published codes and words', { skip: withoutSpecs }, () => {
  assert.deepEqual(issuesIn(answer('event-list-query', 'noConsent.xml')), [...ISSUES.closed])
  assert.deepEqual(issuesIn(answer('event-list-query', 'notFound.xml')), notFound('9691036053'))
  assert.deepEqual(issuesIn(answer('acs', 'invalidNhsNumber.xml')), [...ISSUES.nhsNumber])
  const words = (JSON.parse(readSpec('scr-hl7/acs-and-alert-cases/set_acs/spine_error/1-nhsNumberNotFound.response.json')) as { issue: { details: { text: string } }[] }).issue[0]?.details.text
  assert.equal(ISSUES.nhsNumber.map(({ code, display }) => `Code: ${code}, Display: ${display}`).join(';'), words)
  assert.equal(EBXML_ERRORS.unknownCpa[1], '501319:Unknown eb:CPAId')
})

test('refusals and permissions have the published shape', { skip: withoutSpecs }, async () => {
  const { list, permit, state } = openSpine()
  const notThere = (await list()).root!
  const set = (await permit('No')).root!
  const closed = (await list()).root!
  const wrong = (await permit('No', '9990000019')).root!
  assert.deepEqual(shape(notThere), shape(answer('event-list-query', 'notFound.xml')))
  assert.deepEqual(shape(closed), shape(answer('event-list-query', 'noConsent.xml')))
  assert.deepEqual(shape(set), shape(answer('acs', 'success.xml')))
  assert.deepEqual(shape(wrong), shape(answer('acs', 'invalidNhsNumber.xml')))
  assert.equal(controls.readPermission(state, { nhsNumber: JOAN }), 'No')
})

test('lists of summaries and summaries have the published shape', { skip: withoutSpecs }, async () => {
  const { list, read, upload, state } = openSpine()
  const first = await upload()
  controls.setPermission(state, { nhsNumber: JOAN, permission: 'Yes' })
  // The author of the published list is somebody without a smartcard.
  const outside = (paths: string[]) => paths.filter((path) => !path.includes('psis:author') && !/author\/(author|UKCT)|\/author(\/| |$)/.test(path))
  assert.deepEqual(outside(shape((await list()).root!)), outside(shape(answer('event-list-query', 'success.xml'))))
  // What stands in the summary itself is whatever was uploaded.
  const frame = (paths: string[]) => paths.filter((path) => !path.includes('/GPSummary'))
  for (const file of specFiles(`${ANSWERS}/event-query`, /\.xml$/)) assert.deepEqual(frame(shape((await read(first.id)).root!)), frame(shape(answer('event-query', file))), file)
})

test('every published summary is read: whose it is, who made it, what it says', { skip: withoutSpecs }, async (t) => {
  const files = specFiles(`${ANSWERS}/event-query`, /\.xml$/)
  assert.equal(files.length, 4)
  for (const file of files) {
    await t.test(file, () => {
      const facts = summaryFacts(descendants(answer('event-query', file), 'GPSummary')[0])
      assert.match(facts.nhsNumber, /^\d{10}$/)
      assert.match(facts.id, /^[0-9A-F-]{36}$/)
      assert.notEqual(facts.author.name, '')
      assert.ok(facts.sections.some(({ title, text }) => title === 'Allergies and Adverse Reactions' && text !== ''))
    })
  }
})

test('acknowledgements have the published shape', { skip: withoutSpecs }, () => {
  const sending = { id: '2E372546-229A-483F-9B11-EF46ABF3178C', from: '227319907548', to: '200000001001', now: 0 }
  const ours = (issues: readonly Issue[]) => shape(readXml(summaryAcknowledgement(sending, { about: sending.id, issues })))
  assert.deepEqual(ours([]), shape(readXml(readSpec(`${UPDATES}/test_xmls`, 'parseSuccessResponse.xml'))))
  for (const [folder, file, issues] of [
    [`${ANSWERS}/polling`, 'success.xml', []],
    [`${ANSWERS}/polling`, 'error.xml', ISSUES.nhsNumber],
    ['scr-hl7/mock-spine/upload-scr', 'pollingSuccess.txt', []],
  ] as const) {
    const { envelope, root, facts } = readMessage(BOUNDARY, Buffer.from(readSpec(folder, file)))
    assert.deepEqual([envelope.service, envelope.action, envelope.syncReply, envelope.refToMessageId], ['urn:nhs:names:services:psis', 'MCCI_IN010000UK13', true, facts.messageRef])
    assert.deepEqual(ours(issues), shape(root), file)
    assert.deepEqual(issuesIn(root), [...issues])
  }
})

test('pairs of the FHIR API that stand beside these files are its own, or accepted by it', { skip: withoutSpecs }, async () => {
  const pairs = 'scr-hl7/acs-and-alert-cases'
  const own = new Set(specFiles('scr-fhir/test-data/uat', /\.json$/))
  const { call } = start()
  for (const file of specFiles(pairs, /\.json$/)) {
    // Those that the FHIR API's own tests have, too, are held to it in scr.contract.test.ts.
    if (own.has(file)) assert.equal(readSpec(pairs, file), readSpec('scr-fhir/test-data/uat', file), file)
    else {
      assert.equal(file, 'send_alert/success/1-basic.request.json')
      // The number of the example fails its check digit, which its own tests do not look at.
      assert.equal((await call('POST', '/AuditEvent', readSpec(pairs, file).replace('9999999998', JOAN))).status, 201)
    }
  }
  assert.equal(readSpec(ANSWERS, 'alert/error.json'), readSpec('scr-fhir/test-data/uat/responses/alert/error.json'))
})
