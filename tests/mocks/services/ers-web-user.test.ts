import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { as, createReferralBody, criteria, GP, issueOf, letterBody, PATIENT, shortlistParameters, parameters, startErs, worklistBody } from './ers-fixture.ts'

const { controls } = service

test('a referral made in the web application is on the worklist, and can be retrieved, like any other', async () => {
  const ers = startErs()
  const { ubrn } = controls.referOnTheWeb(ers.state, { nhsNumber: PATIENT, userId: GP, organisation: 'A99901', specialty: 'CARDIOLOGY', services: ['11002'] }, ers.environment)
  const list = await ers.call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody('AWAITING_BOOKING') })
  assert.deepEqual(list.body.entry.map(({ item }: { item: { reference: string } }) => item.reference), [`ReferralRequest/${ubrn}`])
  const answer = await ers.call('GET', `/STU3/ReferralRequest/${ubrn}`)
  assert.equal(answer.status, 200)
  assert.equal(answer.body.subject.identifier.value, PATIENT)
})

test('what a colleague does in the web application moves the version on: a change that was made to the one before is refused', async () => {
  const ers = startErs()
  const { ubrn, version } = await ers.refer()
  controls.changeShortlistOnTheWeb(ers.state, { ubrn, services: ['11003'] }, ers.environment)
  const body = parameters('ChangeShortlist-Parameters', shortlistParameters({ services: ['11002'] }))
  const answer = await ers.call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.changeShortlist`, { body, headers: as('gp', { 'if-match': `W/"${version}"` }) })
  assert.equal(answer.status, 409)
  assert.deepEqual(controls.readReferral(ers.state, { ubrn }).shortlist, ['11003'])
})

test('a letter attached in the web application is taken off by whoever leaves it out', async () => {
  const ers = startErs()
  const { ubrn } = await ers.refer()
  const { version } = controls.attachLetterOnTheWeb(ers.state, { ubrn, name: 'photo.txt' }, ers.environment)
  const url = await ers.upload('letter.txt', ubrn)
  const answer = await ers.call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(url), headers: as('gp', { 'if-match': `W/"${version}"` }) })
  assert.equal(answer.status, 200)
  assert.equal(controls.readReferral(ers.state, { ubrn }).attachments.length, 1)
})

test('a service that closed after it was found is declined, and is nobody’s mistake', async () => {
  const ers = startErs()
  controls.withdrawService(ers.state, { id: '11002' })
  const answer = await ers.call('POST', '/STU3/ReferralRequest/$ers.createReferral', { body: createReferralBody({ criteria: criteria() }) })
  assert.match(issueOf(answer), /^422 SHORTLISTED_SERVICE_NOT_IN_RESULTS/)
  assert.deepEqual(ers.violations(), [])
})

test('what the patient needs besides, and the referral before this one, are told with the referral', async () => {
  const ers = startErs()
  const { ubrn, version } = await ers.refer()
  controls.describeOnTheWeb(ers.state, { ubrn, additionalRequirements: ['INTERPRETER', 'TRANSPORT'], relatedReferral: '000000070009' }, ers.environment)
  const { body } = await ers.call('GET', `/STU3/ReferralRequest/${ubrn}`)
  const needs = body.extension.filter(({ url }: { url: string }) => url.includes('PatientAdditionalRequirement')).map(({ valueCoding }: any) => valueCoding.display)
  assert.deepEqual(needs, ['Interpreter', 'Transport'])
  assert.deepEqual(body.supportingInfo, [{ reference: 'ReferralRequest/000000070009' }])
  assert.ok(Number(body.meta.versionId) > version)
})

test('a referral that triage handed back has its request still proposed, and can be booked elsewhere', async () => {
  const ers = startErs()
  controls.putService(ers.state, { id: '11050', requestTypes: ['TRIAGE_REQUEST'] })
  const { ubrn } = await ers.refer({ services: ['11050'] })
  const sent = await ers.call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.changeShortlistAndSendForTriage`, { body: parameters('ChangeShortlistAndSendForTriage-Request-Parameters', shortlistParameters({ services: ['11050'] })), headers: as('gp', { 'if-match': 'W/"3"' }) })
  assert.equal(sent.status, 200, sent.text)
  controls.returnFromTriage(ers.state, { ubrn, comments: 'Please try a statin first' }, ers.environment)
  const { body } = await ers.call('GET', `/STU3/ReferralRequest/${ubrn}`)
  const appointment = body.contained.find(({ resourceType }: { resourceType: string }) => resourceType === 'Appointment')
  assert.deepEqual([appointment.status, appointment.reason[0].coding[0].code, appointment.comment], ['proposed', 'RETURN_TO_REFERRER_WITH_ADVICE', 'Please try a statin first'])
  const actions = await ers.call('GET', `/STU3/Task?focus=ReferralRequest/${ubrn}/_history/${body.meta.versionId}&intent=proposal&status=ready`)
  assert.ok(actions.body.entry.some(({ resource }: any) => resource.code.coding[0].code === 'CREATE_APPOINTMENT'))
})
