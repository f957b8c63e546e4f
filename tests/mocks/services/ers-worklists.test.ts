import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { as, cancelBody, issueOf, letterBody, startErs, worklistBody } from './ers-fixture.ts'

const { controls } = service

test('worklists show what the practice should act on, and leave again when it has', async () => {
  const { call, refer, upload, state, environment } = startErs()
  const worklist = async (list: string) =>
    (await call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody(list) })).body.entry.map((entry: { item: { reference: string } }) => entry.item.reference.split('/')[1])
  const { ubrn } = await refer({ services: ['11002', '11004'] })
  assert.deepEqual(await worklist('LETTERS_OUTSTANDING'), [ubrn])
  assert.deepEqual(await worklist('AWAITING_BOOKING'), [ubrn])
  await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(await upload('a.txt', ubrn)), headers: as('gp', { 'if-match': 'W/"3"' }) })
  assert.deepEqual(await worklist('LETTERS_OUTSTANDING'), [])

  const [slot] = controls.putSlots(state, { serviceId: '11002', slots: [{ start: '2026-03-20T09:00:00Z' }] })
  controls.bookAsPatient(state, { ubrn, slotId: slot!.id }, environment)
  assert.deepEqual(await worklist('AWAITING_BOOKING'), [])
  controls.reject(state, { ubrn, reason: 'SERVICE_INAPPROPRIATE', comments: 'Please refer to gastroenterology' }, environment)
  const rejected = await call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody('REJECTED_TRIAGE_RESPONSE') })
  const item = rejected.body.entry[0].extension[0].extension
  const part = (url: string) => item.find((extension: { url: string }) => extension.url === url)
  assert.equal(part('status').valueCodeableConcept.coding[0].code, 'REJECTED')
  assert.equal(part('reason').valueCodeableConcept.coding[0].code, 'SERVICE_INAPPROPRIATE')
  assert.equal(part('clinicalContext').valueString, 'CARDIOLOGY')

  controls.cancelReferral(state, { ubrn }, environment)
  assert.deepEqual(await worklist('ASSESSMENT_RETURNED_CANCELLED_DNA'), [ubrn])
  assert.deepEqual(await worklist('REJECTED_TRIAGE_RESPONSE'), [])
})

test('a referral the practice itself cancelled is not told to it', async () => {
  const { call, refer } = startErs()
  const { ubrn } = await refer()
  await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.cancelReferral`, { body: cancelBody('RAISED_IN_ERROR'), headers: as('gp', { 'if-match': 'W/"3"' }) })
  const { body } = await call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body: worklistBody('ASSESSMENT_RETURNED_CANCELLED_DNA') })
  assert.deepEqual(body.entry, [])
})

test('worklists: providers’ lists and filters are not for referrers', async () => {
  const { call } = startErs()
  const fetchList = (body: unknown) => call('POST', '/STU3/ReferralRequest/$ers.fetchworklist', { body })
  assert.match(issueOf(await fetchList(worklistBody('REFERRALS_FOR_REVIEW'))), /^403 FORBIDDEN/)
  assert.match(issueOf(await fetchList(worklistBody('NONSENSE'))), /^422 INVALID_CODE/)
  const filter = { name: 'service', valueIdentifier: { system: 'http://fhir.nhs.net/Id/ers-service', value: '11002' } }
  assert.match(issueOf(await fetchList(worklistBody('AWAITING_BOOKING', [filter]))), /^422 UNEXPECTED_FIELD/)
})
