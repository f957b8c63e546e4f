import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { notAsPublished } from '../../steps/checks/published/shapes.ts'
import { OpenApi, readSpec, withoutSpecs } from '../mocks/contract.ts'

const person = {
  firstName: 'Joan',
  surname: 'Okafor',
  title: 'Ms',
  dateOfBirth: '1984-03-14',
  patientIdentifiers: [{ value: '9990000018', type: 'NhsNumber' }],
}
const emis = {
  ...person,
  userPatientLinkToken: 'token',
  permissions: {
    ...Object.fromEntries(
      ['appointments', 'demographicsUpdate', 'eps', 'medicalRecord', 'onlineTriage', 'practicePatientCommunication', 'prescribing', 'recordSharing', 'recordViewAudit'].map((name) => [`${name}Enabled`, true]),
    ),
    medicalRecord: {
      recordAccessScheme: 'DetailedCodedCareRecord',
      ...Object.fromEntries(['allergies', 'consultations', 'immunisations', 'documents', 'medication', 'problems', 'testResults'].map((name) => [`${name}Enabled`, true])),
    },
  },
}
const SESSIONS = [
  { sessionId: 's', endUserSessionId: 'e', supplier: 'EMIS', odsCode: 'A29929', user: emis, patients: [emis] },
  { sessionId: 's', supplier: 'TPP', odsCode: 'A29929', onlineUserId: 'u', user: { ...person, patientId: '1', permissions: [] }, patients: [] },
]

describe('IM1 shapes contract', { skip: withoutSpecs }, () => {
  it('takes both published forms of a session, and none that lacks what they have in common', () => {
    const published = new OpenApi('im1-pfs-auth', 'openapi.json').response('/authenticate', 'post', '201')
    for (const session of SESSIONS) {
      assert.deepEqual(published(session), [])
      assert.deepEqual(notAsPublished('im1', 'session', session), [])
      for (const name of ['sessionId', 'supplier', 'odsCode', 'user', 'patients']) {
        const { [name as keyof typeof session]: _left, ...without } = session
        assert.notDeepEqual(published(without), [], name)
        assert.notDeepEqual(notAsPublished('im1', 'session', without), [], name)
      }
    }
  })

  it('takes every published error', () => {
    const examples = parse(readSpec('im1-pfs-auth', 'examples/errors.yaml')) as Record<string, { value: unknown }>
    assert.ok(Object.keys(examples).length >= 8)
    for (const [name, { value }] of Object.entries(examples)) assert.deepEqual(notAsPublished('im1', 'OperationOutcome', value), [], name)
  })
})
