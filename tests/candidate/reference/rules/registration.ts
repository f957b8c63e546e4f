import assert from 'node:assert/strict'
import { gp, JOAN, OTHER, parametersOf, pdsPatient, PRACTICE, receptionist } from '../support/clinic.ts'
import { reply } from '../support/fake-national.ts'
import { atTheDesk, banner, done, open, PATIENT, practiceOf, refusedWith, saveMobile, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'too many matches is told as that',
    brokenBy: ['too-many-matches-is-nobody'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      clinic.national.pdsNext.push(
        reply(200, {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'information', code: 'multiple-matches', details: { coding: [{ code: 'TOO_MANY_MATCHES' }] } }],
        }),
      )
      await refusedWith(
        desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Smith', birthdate: '1980-01-01' })),
        'rule',
      )
    },
  },
  {
    rule: 'of several matches the user chooses',
    brokenBy: ['best-match-chosen-for-the-user'],
    holds: async (clinic) => {
      clinic.national.patients.set(JOAN, pdsPatient()).set(OTHER, pdsPatient(OTHER))
      const desk = await clinic.signIn(receptionist)
      const { json } = await done(
        desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ family: 'Okafor', birthdate: '1952-03-07' })),
      )
      assert.equal(json.total, 2)
    },
  },
  {
    rule: 'a superseded number is registered under its successor, and remembered',
    brokenBy: ['superseded-number-registered'],
    holds: async (clinic) => {
      clinic.national.patients.set(OTHER, pdsPatient(OTHER))
      clinic.national.superseded.set(JOAN, OTHER)
      const desk = await clinic.signIn(receptionist)
      const { json } = await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })))
      const found = await done(desk.request('GET', `/FHIR/R4/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|${OTHER}`))
      assert.equal(found.json.total, 1)
      assert.deepEqual(
        json.identifier.map(({ value, use }: any) => [value, use]),
        [
          [OTHER, undefined],
          [JOAN, 'old'],
        ],
      )
    },
  },
  {
    rule: 'a number superseded later is replaced when the record is opened',
    brokenBy: ['superseded-number-kept'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.patients.set(OTHER, pdsPatient(OTHER))
      clinic.national.superseded.set(JOAN, OTHER)
      await open(desk)
      const found = await done(desk.request('GET', `/FHIR/R4/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|${OTHER}`))
      assert.equal(found.json.total, 1)
    },
  },
  {
    rule: 'an invalidated number is told, marked and given to somebody to see to',
    brokenBy: [],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      clinic.national.invalidated.add(JOAN)
      await refusedWith(desk.request('POST', `${PATIENT}/$open`, parametersOf({})), 'rule')
      assert.match(banner((await desk.request('GET', '/patients/1')).text), /withdrawn/)
      assert.equal((await done(desk.request('GET', '/FHIR/R4/Task?code=nhs-number-withdrawn'))).json.total, 1)
      await refusedWith(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })), 'rule')
    },
  },
  {
    rule: 'nobody is registered who has died',
    brokenBy: ['deceased-patient-registered'],
    holds: async (clinic) => {
      clinic.national.patients.set(JOAN, pdsPatient(JOAN, { deceasedDateTime: '2024-01-02T00:00:00+00:00' }))
      const desk = await clinic.signIn(receptionist)
      await refusedWith(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })), 'rule')
    },
  },
  {
    rule: 'a registration is told to PDS; a temporary one is not',
    brokenBy: ['registration-not-told-to-pds'],
    holds: async (clinic) => {
      const elsewhere = {
        generalPractitioner: [
          { id: 'g1', type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99902' } },
        ],
      }
      await atTheDesk(clinic, structuredClone(elsewhere))
      assert.equal(practiceOf(clinic, JOAN), PRACTICE)
      clinic.national.patients.set(OTHER, pdsPatient(OTHER, elsewhere))
      const desk = await clinic.signIn(receptionist)
      await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: OTHER, temporary: true })))
      assert.equal(practiceOf(clinic, OTHER), 'A99902')
    },
  },
  {
    rule: 'a number with a wrong check digit is refused before PDS is asked',
    brokenBy: ['check-digit-ignored'],
    holds: async (clinic) => {
      const desk = await clinic.signIn(receptionist)
      await refusedWith(desk.request('POST', '/FHIR/R4/Patient/$find-nationally', parametersOf({ nhsNumber: '9990000019' })), 'invalid')
      assert.equal(clinic.national.to('/Patient/').length, 0)
    },
  },
  {
    rule: 'a former address stays, with the date it ended',
    brokenBy: ['former-address-forgotten'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { patient, etag } = await open(desk)
      const { json } = await done(
        desk.request(
          'PUT',
          PATIENT,
          { ...patient, address: [{ use: 'home', line: ['9 New Road', 'Leeds'], postalCode: 'LS2 2AA' }] },
          { 'if-match': etag },
        ),
      )
      const old = json.address.find(({ use }: any) => use === 'old')
      assert.equal(old.line[0], '4 Mill Lane')
      assert.match(old.period.end, /^\d{4}-\d{2}-\d{2}$/)
    },
  },
  {
    rule: 'the record of somebody who left is read-only, until they come back',
    brokenBy: ['record-of-a-leaver-still-changes'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { json } = await done(desk.request('POST', `${PATIENT}/$deduct`, parametersOf({ reason: 'moved' })))
      assert.equal(json.active, false)
      await refusedWith(saveMobile(desk, await open(desk)), 'rule')
      await refusedWith(desk.request('POST', `${PATIENT}/$deduct`, parametersOf({})), 'already-done')
      const back = await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })))
      assert.deepEqual([back.json.id, back.json.active], ['1', true])
      const episodes = await done(desk.request('GET', '/FHIR/R4/EpisodeOfCare?patient=Patient/1'))
      assert.deepEqual(
        episodes.json.entry.map(({ resource }: any) => resource.status),
        ['active', 'finished'],
      )
      assert.equal(episodes.json.entry[0].resource.careManager.identifier.value, gp.id)
    },
  },
  {
    rule: 'there is one nominated pharmacy',
    brokenBy: ['pharmacy-added-beside-the-old-one'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      for (const odsCode of ['FZ901', 'FZ902']) {
        const { etag } = await open(desk)
        await done(desk.request('POST', `${PATIENT}/$nominate-pharmacy`, parametersOf({ odsCode }), { 'if-match': etag }))
      }
      const { patient } = await open(desk)
      assert.deepEqual(
        patient.extension.map((extension: any) => extension.valueReference.identifier.value),
        ['FZ902'],
      )
    },
  },
  {
    rule: 'where a sensitive patient is, is shown nowhere, though it was known before',
    brokenBy: ['whereabouts-of-a-sensitive-patient-shown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { address: _address, telecom: _telecom, generalPractitioner: _practice, ...rest } = pdsPatient()
      clinic.national.patients.set(JOAN, { ...rest, meta: { versionId: '3', security: [{ code: 'R' }] } })
      const { patient, etag } = await open(desk)
      for (const shown of [
        JSON.stringify(patient),
        (await desk.request('GET', '/patients/1')).text,
        (await desk.request('GET', '/patients/1/edit')).text,
      ]) {
        assert.doesNotMatch(shown, /Mill Lane|LS1 6AE|900001/)
      }
      await refusedWith(
        desk.request(
          'PUT',
          PATIENT,
          { ...patient, telecom: [{ system: 'phone', use: 'mobile', value: '07700 900999' }] },
          { 'if-match': etag },
        ),
        'rule',
      )
    },
  },
]
