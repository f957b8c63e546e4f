import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/immunisation-history/errors.ts'
import { service } from '../../../mocks/services/immunisation-history/service.ts'
import { OpenApi, readSpec, withoutSpecs } from '../contract.ts'

const NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const [PATIENT, NOBODY] = ['9000000009', '9000000033']

function start() {
  const app = inProcess([service])
  const { environment } = app
  const always = { applicationId: 'gp-system', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('app', { ...always, kind: 'application' })
  environment.identity.tokens.set('patient', { ...always, kind: 'patient', nhsNumber: PATIENT, proofing: 'P9' })
  environment.identity.tokens.set('P5', { ...always, kind: 'patient', nhsNumber: PATIENT, proofing: 'P5' })
  const state = environment.stateOf(service)
  const get = async (query: string, token = 'app') => {
    const response = await app.fetch(`${app.baseUrl}/immunisation-history/FHIR/R4/Immunization?${query}`, { headers: { authorization: `Bearer ${token}`, 'x-correlation-id': 'c-1' } })
    const body = await response.json()
    return { status: response.status, body, correlation: response.headers.get('x-correlation-id'), words: body.issue?.[0].diagnostics as string }
  }
  const history = (more = '', nhsNumber = PATIENT, token = 'app') => get(`patient.identifier=${NUMBER}|${nhsNumber}&_include=Immunization:patient${more}`, token)
  const put = (target: string, at = '2026-03-01T10:00:00Z') => service.controls.putVaccination(state, { nhsNumber: PATIENT, target, at }, environment)
  return { ...app, get, history, put }
}

test('Immunisation history: vaccinations with the patient they refer to, and the correlation id', async () => {
  const { history, put } = start()
  put('FLU')
  const { status, body, correlation } = await history()
  assert.deepEqual([status, body.total, body.entry.length, correlation], [200, 1, 2, 'c-1'])
  assert.equal(body.entry[0].resource.patient.reference, body.entry[1].fullUrl)
})

test('Immunisation history: by target, parent code and dates', async () => {
  const { history, put } = start()
  put('FLU')
  put('COVID19', '2021-02-07T10:00:00Z')
  const total = async (more: string) => (await history(more)).body.total
  assert.deepEqual(await Promise.all(['', '&immunization.target=COVID19', '&procedure-code:below=822851000000102', '&date.from=2026-01-01', '&date.to=2021-02-07'].map(total)), [2, 1, 1, 1, 1])
})

test('Immunisation history: a patient reads their own only, and needs P9', async () => {
  const { history } = start()
  assert.equal((await history('', PATIENT, 'patient')).status, 200)
  assert.deepEqual([(await history('', NOBODY, 'patient')).status, (await history('', NOBODY, 'patient')).words], [401, "NHS number in request doesn't match NHS number in NHS login account"])
  for (const token of ['P5', 'nobody']) assert.equal((await history('', PATIENT, token)).words, 'Missing or invalid OAuth 2.0 bearer token')
})

test('Immunisation history: what is wrong is a processing issue with words', async () => {
  const { get, history } = start()
  const cases: [Promise<{ status: number; words: string; body: { issue: { code: string }[] } }>, RegExp][] = [
    [get('_include=Immunization:patient'), /^Missing or invalid NHS number$/],
    [history('', '9000000008'), /^Missing or invalid NHS number$/],
    [history('&immunization.target=RSV'), /^Missing, invalid or conflicting/],
    [history('&procedure-code:below=1'), /^Missing, invalid or conflicting/],
    [history('&immunization.target=FLU&procedure-code:below=822851000000102'), /conflicting/],
    [history('&date.from=March'), /^date.from must be a date/],
    [get(`patient.identifier=${NUMBER}|${PATIENT}`), /^_include must be/],
  ]
  for (const [answer, words] of cases) {
    const { status, body, words: said } = await answer
    assert.deepEqual([status, body.issue[0]!.code], [400, 'processing'])
    assert.match(said, words)
  }
})

describe('Immunisation history contract', { skip: withoutSpecs }, () => {
  test('the published empty bundle and refusal, word for word, and every sandbox scenario', async () => {
    const { history, put } = start()
    put('COVID19')
    const published = (file: string) => JSON.parse(readSpec('immunisation-history', 'examples', file))
    assert.equal((await history()).body.total, 1)
    assert.deepEqual((await history('', NOBODY)).body, published('EmptyBundle.json'))
    assert.deepEqual((await history('&codeing=1')).body, published('OperationOutcome.json'))
    assert.equal((await history('', 'anything else')).status, 400)
  })

  test('answers keep the published schemas', async () => {
    const api = new OpenApi('immunisation-history', 'openapi.json')
    const { history, put, environment } = start()
    put('COVID19')
    // The schema wants all that its one example has (manufacturer, batch and so on, and the patient's details at the time).
    const problems = api.response('/Immunization', 'get', '200')((await history()).body)
    assert.deepEqual(problems.filter((problem) => !/must have required property|must match/.test(problem)), [])
    for (const name of Object.keys(errors)) {
      environment.faults.inject({ service: 'immunisation-history', kind: 'error', name })
      assert.deepEqual(api.response('/Immunization', 'get', '4XX')((await history()).body), [], name)
    }
  })
})
