import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isVerified } from '../../../candidate/reference/gp-connect/register-from-outside.ts'
import { registrationSent, type RegistrationSent } from '../../../candidate/reference/gp-connect/registration-sent.ts'
import { resourceInXml } from '../../../candidate/reference/gp-connect/xml-body.ts'
import type { PdsPatient } from '../../../candidate/reference/national/pds-patient.ts'
import { asXml, type Tree } from '../../../steps/support/fhir-xml.ts'
import { readSpec, withoutSpecs } from '../../mocks/contract.ts'

describe('bodies in XML', () => {
  const EXAMPLES = ['foundations/register_patient_request_example', 'appointments/book_appt_request_example', 'accessrecord_structured/allergies_request1', 'accessrecord_structured/meds_request', 'accessrecord_structured/consultations_request1']

  for (const name of EXAMPLES) {
    test(`the published ${name} says in XML what it says in JSON`, { skip: withoutSpecs }, () => {
      const published = JSON.parse(readSpec(`gpconnect/spec-1.6.2-examples/${name}.json`)) as Tree
      assert.deepEqual(resourceInXml(asXml(published)), published)
    })
  }

  test('one of a kind is a list, and yes or no is what it is', () => {
    const xml = '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="includeAllergies"/><part><name value="includeResolvedAllergies"/><valueBoolean value="true"/></part></parameter></Parameters>'
    assert.deepEqual(resourceInXml(xml), { resourceType: 'Parameters', parameter: [{ name: 'includeAllergies', part: [{ name: 'includeResolvedAllergies', valueBoolean: true }] }] })
  })

  test('what is no XML, no FHIR, or names files is no resource', () => {
    for (const text of ['', '{', '<Patient/>', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Patient xmlns="http://hl7.org/fhir"/>']) assert.equal(resourceInXml(text), undefined, text)
  })
})

describe('whether an NHS number is that of whoever is described', () => {
  const national = { resourceType: 'Patient', id: '9990000018', birthDate: '1984-03-14', name: [{ use: 'usual', family: 'Okafor', given: ['Joan'] }] } as PdsPatient
  const sent = (more: Partial<RegistrationSent>): RegistrationSent => ({ nhsNumber: '9990000018', family: 'Okafor', given: ['Joan'], birthDate: '1984-03-14', telecom: [], address: [], ...more })
  const CASES: [string, Partial<RegistrationSent>, boolean][] = [
    ['the date of birth is the same, whatever the name', { family: 'Zanetti', given: ['Zoe'] }, true],
    ['two parts of the date and the beginning of the names', { birthDate: '1984-03-15', family: 'OKAZ', given: ['Jim'] }, true],
    ['two parts of the date, another given name', { birthDate: '1984-03-15', given: ['Zoe'] }, false],
    ['two parts of the date, no given name', { birthDate: '1984-03-15', given: [] }, false],
    ['one part of the date', { birthDate: '1984-11-15' }, false],
  ]
  for (const [name, more, expected] of CASES) test(name, () => assert.equal(isVerified(sent(more), national), expected))
})

test('an email address is one way to reach somebody, whatever its use', () => {
  const patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }],
    name: [{ use: 'official', family: 'Okafor', given: ['Joan'] }],
    birthDate: '1984-03-14',
    telecom: [{ system: 'email', use: 'home', value: 'a@example.nhs.uk' }, { system: 'phone', use: 'home', value: '0113 496 0100' }],
  }
  const body = (telecom: object[]) => ({ resourceType: 'Parameters', parameter: [{ name: 'registerPatient', resource: { ...patient, telecom } }] })
  assert.equal(registrationSent(body(patient.telecom), () => true).telecom.length, 2)
  assert.throws(() => registrationSent(body([...patient.telecom, { system: 'email', use: 'work', value: 'b@example.nhs.uk' }]), () => true), { code: 'BAD_REQUEST' })
})
