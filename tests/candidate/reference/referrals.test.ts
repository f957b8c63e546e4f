import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../candidate/reference/national/answer.ts'
import { readReferral } from '../../../candidate/reference/national/ers/read-referral.ts'
import { ersRefusal } from '../../../candidate/reference/national/ers/refusals.ts'
import type { NationalReferral, OfferedService, WorklistEntry } from '../../../candidate/reference/national/ers/types.ts'
import { pauseBeforeRetry } from '../../../candidate/reference/national/retry.ts'
import { isTheSame, mayBe } from '../../../candidate/reference/referrals/find-out.ts'
import { LETTER_LIMIT, whatIsWrongWithFile } from '../../../candidate/reference/referrals/letter-files.ts'
import { letterSet } from '../../../candidate/reference/referrals/letters.ts'
import type { Referral } from '../../../candidate/reference/referrals/referral.ts'
import { chosenIn } from '../../../candidate/reference/referrals/referral-page.ts'
import { warningsOf, whatIsWrongWith } from '../../../candidate/reference/referrals/shortlist.ts'

const JOAN = '9990000018'
const SENT_AT = '2026-03-10T12:00:00.000Z'

const referral: Referral = {
  id: '1',
  version: 2,
  patientId: '1',
  status: 'unconfirmed',
  details: {
    type: '103696004',
    reason: 'Dark mole',
    priority: 'URGENT',
    specialty: 'DERMATOLOGY',
    clinicType: 'SKIN_LESION',
    clinician: { id: '1', name: 'A' },
    author: { id: '1', name: 'A' },
    writtenAt: SENT_AT,
    shortlist: [{ id: '11021', name: '' }, { id: '11022', name: '' }],
    letterToCome: true,
    sending: { at: SENT_AT, by: '555' },
  },
}
const entry: WorklistEntry = { ubrn: '000000070000', nhsNumber: JOAN, priority: 'URGENT', created: '2026-03-10T12:00:01.000Z', context: '', referrer: '555' }

test('a line of a worklist may be the referral that was lost only if patient, urgency, sender and time agree', () => {
  assert.equal(mayBe(referral, JOAN, entry), true)
  assert.equal(mayBe(referral, JOAN, { ...entry, created: '2026-03-10T11:58:00.000Z' }), true, 'clocks may differ a little')
  for (const other of [{ nhsNumber: '9990000026' }, { priority: 'ROUTINE' as const }, { referrer: '556' }, { created: '2026-03-10T11:00:00.000Z' }]) {
    assert.equal(mayBe(referral, JOAN, { ...entry, ...other }), false, JSON.stringify(other))
  }
})

test('it is the same referral only with the same criteria and the same services in the same order', () => {
  const national = { specialty: 'DERMATOLOGY', clinicType: 'SKIN_LESION', services: [{ id: '11021', name: '' }, { id: '11022', name: '' }] } as NationalReferral
  assert.equal(isTheSame(referral, national), true)
  assert.equal(isTheSame(referral, { ...national, services: national.services.toReversed() }), false)
  assert.equal(isTheSame(referral, { ...national, specialty: 'CARDIOLOGY' }), false)
})

test('what would be carried out twice is not sent again, except after a 429', () => {
  const attempt = { method: 'POST', number: 1, once: true as const }
  assert.equal(pauseBeforeRetry({ ...attempt, outcome: { status: 503, retryAfterMs: 1000 } }), undefined)
  assert.equal(pauseBeforeRetry({ ...attempt, outcome: 'broken' }), undefined)
  assert.equal(pauseBeforeRetry({ ...attempt, outcome: { status: 429, retryAfterMs: 1000 } }), 1000)
})

test('each status of e-RS is told as what it is', () => {
  const of = (status: number, code?: string) => {
    const body = code === undefined ? {} : { issue: [{ details: { coding: [{ code }] }, diagnostics: 'Detail.' }] }
    const { code: told, message } = ersRefusal({ status, headers: {}, body, requestId: '' } satisfies Answer)
    return `${told}: ${message}`
  }
  assert.match(of(409), /^changed-meanwhile: /)
  assert.match(of(412), /^changed-meanwhile: /)
  assert.match(of(423), /^national-unavailable: .*locked/)
  assert.match(of(422, 'NO_REG_GP_PRACTICE'), /^national-refused: .*no registered GP practice.*Detail/)
  assert.match(of(422, 'SOMETHING_NEW'), /^national-refused: .*Detail/)
  assert.match(of(422), /^national-refused: .*no reason/)
  assert.match(of(504, 'PAS_NOT_RESPONDING'), /^national-timeout: .*hospital/)
  assert.match(of(429), /^national-unavailable: /)
})

test('a referral that does not say who it is for, or where it stands, is not read as one', () => {
  const whole = {
    resourceType: 'ReferralRequest',
    id: '000000070000',
    meta: { versionId: '3' },
    subject: { identifier: { system: 'http://fhir.nhs.net/Id/nhs-number', value: JOAN } },
    extension: [
      { url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-ReferralPriority-1', valueCodeableConcept: { coding: [{ code: 'URGENT' }] } },
      { url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-ReferralState-1', extension: [{ url: 'state', valueCoding: { code: 'NOT_BOOKED' } }] },
    ],
  }
  assert.deepEqual([readReferral(whole).ubrn, readReferral(whole).state.display], ['000000070000', 'Not booked'])
  for (const without of ['subject', 'extension', 'id', 'meta']) assert.throws(() => readReferral({ ...whole, [without]: undefined }), /cannot be read/, without)
})

test('the set of letters holds those that are there and the new ones, each once', () => {
  const there = [{ url: 'Binary/1', name: 'a', availability: 'AVAILABLE', description: 'ECG' }, { url: 'Binary/2', name: 'b', availability: 'PENDING' }]
  assert.deepEqual(letterSet(there, [{ url: 'Binary/2' }, { url: 'Binary/3' }], []), [{ url: 'Binary/1', description: 'ECG' }, { url: 'Binary/2' }, { url: 'Binary/3' }])
  assert.deepEqual(letterSet(there, [], ['Binary/1']), [{ url: 'Binary/2' }])
})

test('a file is checked before it is sent: kind, name, size', () => {
  const file = { name: 'letter.pdf', mediaType: 'application/pdf', content: new Uint8Array(LETTER_LIMIT) }
  assert.equal(whatIsWrongWithFile(file), undefined)
  assert.match(whatIsWrongWithFile({ ...file, content: new Uint8Array(LETTER_LIMIT + 1) }) ?? '', /larger than 5 MB/)
  assert.match(whatIsWrongWithFile({ ...file, content: new Uint8Array() }) ?? '', /empty/)
  assert.match(whatIsWrongWithFile({ ...file, mediaType: 'text/html' }) ?? '', /kind/)
  assert.match(whatIsWrongWithFile({ ...file, name: 'letter.docx' }) ?? '', /name/)
})

test('a shortlist has one to twenty services, each once; a lone triage service is no place for an urgent referral', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => String(at))
  assert.equal(whatIsWrongWith(ids(20)), undefined)
  assert.match(whatIsWrongWith(ids(21)) ?? '', /20 services at most/)
  assert.match(whatIsWrongWith([]) ?? '', /at least one/)
  assert.match(whatIsWrongWith(['1', '1']) ?? '', /twice/)
  const triage = { id: '1', triage: true } as OfferedService
  assert.equal(warningsOf('URGENT', [triage]).length, 1)
  assert.equal(warningsOf('ROUTINE', [triage]).length, 0)
  assert.equal(warningsOf('URGENT', [triage, { ...triage, id: '2', triage: false }]).length, 0)
})

test('the places in the form are the order of preference', () => {
  assert.deepEqual(chosenIn({ 'order-11002': '2', 'name-11002': 'Heart clinic', 'order-11003': '1', 'name-11003': 'Branch', 'order-11004': '' }), [{ id: '11003', name: 'Branch' }, { id: '11002', name: 'Heart clinic' }])
})
