import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { adviceBody, as, documentReference, GP, issueOf, SECRETARY, startErs } from './ers-fixture.ts'

const CREATE = '/STU3/CommunicationRequest/$ers.createAdviceAndGuidance'
const { controls } = service

async function startAdvice() {
  const ers = startErs()
  const created = await ers.call('POST', CREATE, { body: adviceBody() })
  const ubrn = created.body.parameter[0].resource.id as string
  const conversation = (version: number) => ers.call('GET', `/STU3/Communication?based-on=CommunicationRequest/${ubrn}/_history/${version}`)
  return { ...ers, created, ubrn, conversation }
}

const status = (resource: { category: { coding: { code: string }[] }[] }) => resource.category[0]!.coding[0]!.code

test('advice is asked of one service; the answer is 200 with the request and its first message', async () => {
  const { created } = await startAdvice()
  assert.equal(created.status, 200)
  const [request, message] = created.body.parameter
  assert.equal(request.name, 'createdCommunicationRequest')
  assert.equal(request.resource.meta.versionId, '1')
  assert.equal(status(request.resource), 'PROVIDER_RESPONSE_REQUIRED')
  assert.match(request.resource.identifier[0].value, /^a\./)
  assert.equal(message.resource.note[0].text, 'Is an echocardiogram needed?')
  assert.equal(message.resource.sender.extension[0].valueReference.reference, `#PractitionerRole.${GP}.A99901.REFERRING-CLINICIAN`)
})

test('what makes a request for advice be refused', async () => {
  const { call, state } = startErs()
  const refusal = async (body: unknown, headers = as('gp')) => issueOf(await call('POST', CREATE, { body, headers }))
  controls.putService(state, { id: '11011', requestTypes: ['ADVICE_AND_GUIDANCE_REQUEST'] })
  assert.match(await refusal(adviceBody([], ['11010', '11011'])), /^422 TOO_MANY_ITEMS/)
  assert.match(await refusal(adviceBody([], ['11002'])), /^422 SHORTLISTED_SERVICE_NOT_IN_RESULTS/)
  assert.match(await refusal(adviceBody([], ['11010'], 'x'.repeat(8001))), /^422 INVALID_VALUE/)
  const clinician = { name: 'referringClinician', valueIdentifier: { system: 'http://fhir.nhs.net/Id/sds-user-id', value: GP } }
  assert.match(await refusal(adviceBody([clinician])), /^422 FIELD_NOT_PERMITTED/)
  assert.match(await refusal(adviceBody(), as('secretary')), /^422 VALUE_IS_REQUIRED/)
  const bySecretary = await call('POST', CREATE, { body: adviceBody([clinician]), headers: as('secretary') })
  assert.equal(bySecretary.body.parameter[1].resource.sender.extension[0].valueReference.reference, `#PractitionerRole.${SECRETARY}.A99901.REFERRING-CLINICIAN-ADMIN`)
})

test('a document goes with the request when it was uploaded for none yet', async () => {
  const { call, upload, refer } = startErs()
  const attach = async (url: string) => call('POST', CREATE, { body: adviceBody([{ name: 'requestAttachmentFile', resource: documentReference('ADVICE_REQUEST', url) }]) })
  const { ubrn } = await refer()
  assert.match(issueOf(await attach(await upload('ecg.txt', ubrn))), /^422 INAPPROPRIATE_VALUE/)
  const { body } = await attach(await upload('ecg.txt'))
  const [document] = body.parameter[1].resource.contained
  assert.equal(document.content[0].attachment.title, 'ecg.txt')
  assert.equal(body.parameter[0].resource.payload[0].contentReference.reference, `#${document.id}`)
})

test('the provider’s answer shows in summary and conversation, newest first, in the current version only', async () => {
  const { call, conversation, ubrn, state, environment } = await startAdvice()
  controls.respondToAdvice(state, { ubrn, text: 'Yes, and an NT-proBNP first.', priority: 'URGENT' }, environment)
  const summary = await call('GET', `/STU3/CommunicationRequest/${ubrn}`)
  assert.equal(summary.headers.get('etag'), 'W/"2"')
  assert.equal(status(summary.body), 'REFERRER_TO_REVIEW_RESPONSE')
  assert.equal((await call('GET', `/STU3/CommunicationRequest/${ubrn}/_history/1`)).status, 404)
  assert.equal((await conversation(1)).status, 404)
  const { body } = await conversation(2)
  assert.equal(body.total, 2)
  const messages = body.entry.filter((entry: { search: { mode: string } }) => entry.search.mode === 'match').map((entry: { resource: { note: { text: string }[] } }) => entry.resource.note[0]!.text)
  assert.deepEqual(messages, ['Yes, and an NT-proBNP first.', 'Is an echocardiogram needed?'])
  assert.equal(body.entry.filter((entry: { resource: { resourceType: string } }) => entry.resource.resourceType === 'PractitionerRole').length, 2)
  assert.throws(() => controls.respondToAdvice(state, { ubrn, text: 'Again' }, environment), /expected PROVIDER_RESPONSE_REQUIRED/)
  controls.continueAdviceOnTheWeb(state, { ubrn, end: 'closed' }, environment)
  assert.equal((await call('GET', `/STU3/CommunicationRequest/${ubrn}`)).body.status, 'completed')
})

test('a UBRN of the other kind is the wrong type: 422 everywhere, 400 for the conversation', async () => {
  const { call, refer, ubrn } = await startAdvice()
  const referral = await refer()
  assert.match(issueOf(await call('GET', `/STU3/ReferralRequest/${ubrn}`)), /^422 INVALID_REQUEST_TYPE/)
  assert.match(issueOf(await call('GET', `/STU3/CommunicationRequest/${referral.ubrn}`)), /^422 INVALID_REQUEST_TYPE/)
  assert.match(issueOf(await call('GET', `/STU3/Communication?based-on=CommunicationRequest/${referral.ubrn}/_history/3`)), /^400 INVALID_REQUEST_TYPE/)
  assert.equal((await call('GET', '/STU3/Communication?based-on=nonsense')).status, 404)
})

test('converted advice is a referral with the same UBRN, and both can be found by it', async () => {
  const { call, ubrn, state, environment } = await startAdvice()
  controls.convertAdvice(state, { ubrn, comments: 'We will see the patient' }, environment)
  const { body } = await call('GET', `/STU3/ReferralRequest/${ubrn}`)
  assert.deepEqual(body.supportingInfo, [{ reference: `CommunicationRequest/${ubrn}` }])
  assert.equal((await call('GET', `/R4/ServiceRequest?identifier=${ubrn}`)).body.total, 2)
  assert.throws(() => controls.convertAdvice(state, { ubrn }, environment), /converted already/)
})

test('an overview of the conversation can be had as a PDF', async () => {
  const { call, ubrn } = await startAdvice()
  const overview = await call('POST', `/STU3/CommunicationRequest/${ubrn}/$ers.generateCRI`)
  assert.equal(overview.headers.get('content-type'), 'application/pdf')
  assert.ok(overview.text.includes('Is an echocardiogram needed?'))
})
