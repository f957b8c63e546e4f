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
