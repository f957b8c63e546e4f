import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { as, issueOf, letterBody, PATIENT, startErs } from './ers-fixture.ts'

const { controls } = service

test('the referral letter: the request names the whole set, and what it leaves out is gone', async () => {
  const { call, refer, upload, state } = startErs()
  const { ubrn } = await refer()
  const maintain = (version: number, ...urls: string[]) => call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(...urls), headers: as('gp', { 'if-match': `W/"${version}"` }) })
  const [a, b] = [await upload('a.txt', ubrn), await upload('b.txt', ubrn)]
  const both = await maintain(3, a, b)
  const titles = (body: { contained: { resourceType: string; content?: { attachment: { title: string } }[] }[] }) => body.contained.filter(({ resourceType }) => resourceType === 'DocumentReference').map(({ content }) => content![0]!.attachment.title)
  assert.deepEqual(titles(both.body), ['a.txt', 'b.txt'])
  assert.match(issueOf(await maintain(4, a, b)), /^422 NO_CHANGES_DETECTED/)
  assert.deepEqual(titles((await maintain(4, b)).body), ['b.txt'])
  assert.equal(controls.readReferral(state, { ubrn }).attachments.length, 1)
  assert.match(issueOf(await maintain(5)), /^422 MISSING_VALUE/)
})

test('letters: only files uploaded for this referral, by this organisation, each name once', async () => {
  const { call, refer, upload } = startErs()
  const { ubrn } = await refer()
  const other = (await refer()).ubrn
  const refusal = async (...urls: string[]) => issueOf(await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.maintainReferralLetter`, { body: letterBody(...urls), headers: as('gp', { 'if-match': 'W/"3"' }) }))
  assert.match(await refusal(await upload('a.txt')), /^422 INAPPROPRIATE_VALUE.*without a referral id/)
  assert.match(await refusal(await upload('a.txt', other)), /^422 INAPPROPRIATE_VALUE/)
  assert.match(await refusal('Binary/19eb7224-dff3-4730-a5cb-67eac811f1a5'), /^422 REFERENCE_NOT_FOUND/)
  assert.match(await refusal(await upload('a.txt', ubrn), await upload('a.txt', ubrn)), /^422 DUPLICATE_FILENAME/)
})

test('uploads: size, name and type', async () => {
  const { call, state } = startErs()
  const upload = (headers: Record<string, string>, body: unknown = 'text') => call('POST', '/STU3/Binary', { body, headers: as('gp', { 'content-type': 'text/plain', 'nhsd-ers-file-name': 'a.txt', ...headers }) })
  const done = await upload({})
  assert.equal(done.status, 201)
  assert.equal(done.text, '')
  assert.match(done.headers.get('location')!, /^Binary\/[0-9a-f-]{36}$/)
  assert.equal((await upload({}, new Uint8Array(5_242_880))).status, 201)
  assert.match(issueOf(await upload({}, new Uint8Array(5_242_881))), /^422 FILE_SIZE_ERROR/)
  assert.match(issueOf(await upload({}, '')), /^422 FILE_SIZE_ERROR/)
  assert.match(issueOf(await upload({ 'nhsd-ers-file-name': '' })), /^422 MISSING_VALUE/)
  assert.match(issueOf(await upload({ 'nhsd-ers-file-name': 'a.exe' })), /^422 INVALID_VALUE/)
  assert.match(issueOf(await upload({ 'nhsd-ers-file-name': 'a.pdf' })), /^422 CONFLICTING_VALUES/)
  assert.equal((await upload({ 'content-type': 'application/zip' })).status, 415)
  assert.match(issueOf(await upload({ 'nhsd-ers-referral-id': '000000000001' })), /^422 INAPPROPRIATE_VALUE/)
  assert.equal(controls.listFiles(state).length, 2)
})

test('attachments: R4 redirects to a place that is soon gone, STU3 streams, and a file being scanned is not to be had', async () => {
  const { call, refer, upload, state, environment, fetch, violations } = startErs()
  const { ubrn } = await refer()
  const url = await upload('letter.txt', ubrn)
  const fileId = url.slice('Binary/'.length)
  const redirect = await call('GET', `/R4/${url}`)
  assert.equal(redirect.status, 307)
  assert.equal(environment.journal.read({ subject: PATIENT }).length, 3, 'creation, upload and download are known to be about the patient')
  const location = redirect.headers.get('location')!
  assert.equal(await (await fetch(location)).text(), 'Dear colleague')
  environment.clock.advance(61_000)
  assert.equal((await fetch(location)).status, 403)
  assert.deepEqual(violations(), ['stale-download-location'])

  const streamed = await call('GET', `/STU3/${url}`)
  assert.equal(streamed.text, 'Dear colleague')
  assert.equal(streamed.headers.get('content-disposition'), 'attachment; filename="letter.txt"')
  controls.setAvailability(state, { fileId, availability: 'PENDING' })
  assert.match(issueOf(await call('GET', `/R4/${url}`)), /^422 PENDING: The file is being scanned/)
  controls.setAvailability(state, { fileId, availability: 'THREATS_FOUND' })
  assert.match(issueOf(await call('GET', `/STU3/${url}`)), /^422 THREATS_FOUND/)
  assert.equal((await call('GET', '/R4/Binary/nonsense')).status, 400)
})

test('the patient letter is a PDF with UBRN and password, as long as there is a password', async () => {
  const { call, refer, state } = startErs()
  const { ubrn } = await refer()
  const path = `/STU3/ReferralRequest/${ubrn}/$ers.generatePatientLetter`
  const letter = await call('POST', path)
  assert.equal(letter.status, 200)
  assert.equal(letter.headers.get('content-type'), 'application/pdf')
  assert.match(letter.headers.get('content-disposition')!, new RegExp(`^attachment; filename="${ubrn}_.*\\.pdf"$`))
  assert.match(letter.text, /^%PDF-1\.4/)
  assert.ok(letter.text.includes(controls.readReferral(state, { ubrn }).password!))
  assert.ok(letter.text.includes(ubrn.replace(/(\d{4})(?=\d)/g, '$1 ')))
  controls.removePassword(state, { ubrn })
  assert.match(issueOf(await call('POST', path)), /^422 NO_ACCESS_CODE/)
  assert.equal((await call('POST', `/STU3/ReferralRequest/${ubrn}/$ers.generateCRI`)).headers.get('content-type'), 'application/pdf')
})
