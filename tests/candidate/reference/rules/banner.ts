import assert from 'node:assert/strict'
import { gp, JOAN, OTHER, parametersOf, pdsPatient, receptionist } from '../support/clinic.ts'
import { atTheDesk, banner, done, open, refusedWith, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'the banner identifies the patient: name, birth, gender, NHS number, in that order and form',
    brokenBy: [
      'nhs-number-ungrouped',
      'nhs-number-cut-short',
      'given-name-first',
      'gender-before-birth',
      'american-dates',
      'labels-with-colons',
    ],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      assert.match(
        banner((await desk.request('GET', '/patients/1')).text),
        /^Name OKAFOR, Joan \(Mrs\) Born 07-Mar-1952 \(\d\dy\) Gender Female NHS No\. 999 000 0018 Address/,
      )
    },
  },
  {
    rule: 'the banner of somebody who has died says so, with their age then',
    brokenBy: ['death-not-shown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      Object.assign(clinic.national.patients.get(JOAN)!, { deceasedDateTime: '2022-03-06T00:00:00+00:00' }).meta.versionId = '3'
      await open(desk)
      assert.match(banner((await desk.request('GET', '/patients/1')).text), /Died 06-Mar-2022 \(69y\)/)
    },
  },
  {
    rule: 'what is not known is said in words',
    brokenBy: ['question-mark-for-unknown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic, { telecom: [] })
      const text = banner((await desk.request('GET', '/patients/1')).text)
      assert.match(text, /Phone Not known/)
      assert.doesNotMatch(text, /\?/)
    },
  },
  {
    rule: 'allergies are for clinical roles, alerts for all',
    brokenBy: ['allergies-shown-to-everybody', 'alerts-not-shown'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const doctor = await clinic.signIn(gp)
      const allergy = {
        resourceType: 'AllergyIntolerance',
        code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005', display: 'Penicillin' }] },
        patient: { reference: 'Patient/1' },
      }
      await done(doctor.request('POST', '/FHIR/R4/AllergyIntolerance', allergy))
      await refusedWith(doctor.request('POST', '/FHIR/R4/AllergyIntolerance', allergy), 'already-done')
      await done(
        doctor.request('POST', '/FHIR/R4/Flag', {
          resourceType: 'Flag',
          code: { text: 'Another patient has the same name' },
          subject: { reference: 'Patient/1' },
        }),
      )
      assert.match(banner((await doctor.request('GET', '/patients/1')).text), /Allergies Penicillin.*same name/)
      const seen = banner((await desk.request('GET', '/patients/1')).text)
      assert.doesNotMatch(seen, /Penicillin|Allergies/)
      assert.match(seen, /same name/)
    },
  },
  {
    rule: 'who has the name of another patient is shown with a warning',
    brokenBy: ['namesake-not-told'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      assert.doesNotMatch(banner((await desk.request('GET', '/patients/1')).text), /same name/)
      clinic.national.patients.set(OTHER, pdsPatient(OTHER))
      await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: OTHER })))
      assert.match(banner((await desk.request('GET', '/patients/1')).text), /same name/)
    },
  },
  {
    rule: 'the banner is on top, in full width, and stays',
    brokenBy: ['banner-below-the-header', 'banner-scrolls-away', 'banner-in-half-width'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { text } = await desk.request('GET', '/patients/1')
      assert.ok(text.indexOf('class="patient-banner') < text.indexOf('<header'))
      assert.match(text, /patient-banner--fixed patient-banner--full-width/)
    },
  },
  {
    rule: 'a list of patients has no banner',
    brokenBy: ['banner-on-a-list-of-patients'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      const { text } = await desk.request('GET', '/patients?family=oka')
      assert.match(text, /OKAFOR, Joan/)
      assert.equal(banner(text), '')
    },
  },
  {
    rule: 'the field for the NHS number is prepared to group what is typed',
    brokenBy: ['number-field-takes-anything'],
    holds: async (clinic) => assert.match((await (await clinic.signIn(receptionist)).request('GET', '/')).text, /data-nhs-number/),
  },
]
