import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/gp-registrations-mi/service.ts'

const KEY = 'my-key'

const common = {
  conversationId: 'c0d1f6b2-0b5c-4a7e-8f43-2b8c2d6f9a11',
  registrationEventDateTime: '2025-03-03T09:00:00Z',
  reportingSystemSupplier: 'YGM01',
  reportingPracticeOdsCode: 'A99901',
  requestingPracticeOdsCode: 'A99901',
  sendingPracticeOdsCode: 'A99902',
}
const registration = {
  ...common,
  payload: {
    registration: { type: 'NEW_GP_REGISTRATION', returningPatient: false, multifactorAuthenticationPresent: true },
    demographicTraceStatus: { matched: true, multifactorAuthenticationPresent: true },
    gpLinks: { gpLinksComplete: false },
  },
}

function start() {
  const app = inProcess([service])
  app.environment.identity.applications.set(KEY, { id: KEY, secret: 's', jwks: undefined, redirectUris: [] })
  const post = async (kind: string, body: unknown, headers: Record<string, string> = { apikey: KEY }) => {
    const response = await app.fetch(`${app.baseUrl}/gp-registrations-mi/${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }
  const rules = () => app.environment.journal.read().at(-1)!.violations.map(({ rule }) => rule)
  return { ...app, post, rules, state: app.environment.stateOf(service) }
}

describe('GP registrations MI', () => {
  it('takes an event in and gives it an id', async () => {
    const { post, state, rules } = start()
    const { status, body } = await post('registrations', registration)
    assert.equal(status, 200)
    assert.deepEqual(rules(), [])
    const [event] = service.controls.listEvents(state, { kind: 'registrations', conversationId: common.conversationId })
    assert.equal(event?.eventId, body.eventId)
    assert.deepEqual(service.controls.listEvents(state, { kind: 'errors' }), [])
  })

  it('asks for an API key', async () => {
    const { post, rules } = start()
    assert.equal((await post('registrations', registration, {})).status, 401)
    assert.deepEqual(rules(), ['missing-api-key'])
    const { status, body } = await post('registrations', registration, { apikey: 'other' })
    assert.equal(status, 401)
    assert.equal(body.fault.faultstring, 'Invalid ApiKey')
  })

  it('names every field that is wrong', async () => {
    const { post, state } = start()
    const { reportingPracticeOdsCode: _left, ...without } = registration
    assert.deepEqual((await post('registrations', without)).body, { status: 'BAD_REQUEST', message: 'Failed to validate fields', errors: ['reportingPracticeOdsCode: must not be empty'] })
    const { body } = await post('registrations', { ...registration, requestingPracticeOdsCode: '', payload: { ...registration.payload, gpLinks: {}, demographicTraceStatus: { matched: false, multifactorAuthenticationPresent: true } } })
    assert.deepEqual(body.errors, ['payload.demographicTraceStatus.reason: must not be empty', 'payload.gpLinks.gpLinksComplete: must not be empty', 'requestingPracticeOdsCode: must not be empty'])
    assert.equal((await post('registrations', '{"half')).status, 400)
    assert.equal((await post('registrations', { ...registration, registrationEventDateTime: 'yesterday' })).status, 400)
    assert.equal(state.events.length, 0)
  })

  it('wants the practice before this one, where there is a transfer', async () => {
    const { post } = start()
    const { sendingPracticeOdsCode: _none, ...without } = common
    assert.equal((await post('registrations', { ...without, payload: registration.payload })).status, 200)
    assert.deepEqual((await post('ehr-requests', without)).body.errors, ['sendingPracticeOdsCode: must not be empty'])
    assert.equal((await post('ehr-requests', common)).status, 200)
  })

  it('wants a reason where something was not done', async () => {
    const { post } = start()
    const status = (more: object) => ({ ...common, payload: { transferCompatibilityStatus: { internalTransfer: false, transferCompatible: false, ...more } } })
    assert.equal((await post('transfer-compatibility-statuses', status({}))).status, 400)
    assert.equal((await post('transfer-compatibility-statuses', status({ reason: 'Previous practice is closed' }))).status, 200)
  })

  it('takes error codes of letters, digits and underscores only, fifty at most', async () => {
    const { post } = start()
    const error = (errorCode: string) => ({ ...common, payload: { error: { errorCode, errorDescription: 'no answer', failurePoint: 'PATIENT_TRACE' } } })
    assert.equal((await post('errors', error('NATIONAL_TIMEOUT'))).status, 200)
    for (const code of ['', 'two words', 'x'.repeat(51)]) assert.equal((await post('errors', error(code))).status, 400, code)
  })

  it('notes a degrade that is tied to a transfer', async () => {
    const { post, rules } = start()
    const degrade = { reportingSystemSupplier: 'YGM01', payload: { degrades: [{ type: 'RECORD_ENTRY', reason: 'CODE', coding: [{ code: '1676331000000110', system: 'http://snomed.info/sct' }] }] } }
    assert.equal((await post('ehr-degrades', degrade)).status, 200)
    assert.deepEqual(rules(), [])
    assert.equal((await post('ehr-degrades', { ...common, ...degrade })).status, 200)
    assert.equal(rules().filter((rule) => rule === 'degrade-tied-to-transfer').length, 5)
  })

  it('notes what the words forbid and the schema lets pass', async () => {
    const { post, rules } = start()
    const noted = async (change: object, kind = 'registrations') => {
      assert.equal((await post(kind, { ...registration, ...change })).status, 200)
      return rules()
    }
    assert.deepEqual(await noted({ registrationEventDateTime: '2025-07-01T09:00:00+01:00' }), ['time-not-utc'])
    assert.deepEqual(await noted({ reportingPracticeOdsCode: 'B1' }), ['reporter-is-no-party', 'wrong-reporter'])
    assert.deepEqual(await noted({ reportingPracticeOdsCode: 'A99902' }), ['wrong-reporter'])
    assert.deepEqual(await noted({ conversationId: '999 000 0018' }), ['identifier-in-event'])
    assert.deepEqual(await noted({ payload: { ehr: {} }, reportingPracticeOdsCode: 'A99902' }, 'ehr-responses'), [])
  })

  it('has no other address', async () => {
    const { post } = start()
    assert.equal((await post('patients', registration)).status, 404)
  })
})
