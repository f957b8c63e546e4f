import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { errors } from '../../../mocks/services/reasonable-adjustments/errors.ts'
import { service } from '../../../mocks/services/reasonable-adjustments/service.ts'
import { readSpec, specFiles, withoutSpecs } from '../contract.ts'

const FOLDER = 'reasonable-adjustments'
const BASE = '/reasonable-adjustment-flag/FHIR/STU3'
const NHS_NUMBER = '5900026175'
const published = (...parts: string[]) => JSON.parse(readSpec(FOLDER, ...parts))

function start() {
  const app = inProcess([service])
  app.environment.identity.tokens.set('t', {
    kind: 'healthcare-worker',
    applicationId: 'app',
    issuedAt: 0,
    expiresAt: Number.MAX_SAFE_INTEGER,
    userId: '093895563513',
    aal: 3,
    roles: [{ id: '1', code: 'S1:G1:R0050', name: '"Clinical":"Clinical Provision":"Consultant"', organisation: 'A99901', activities: [] }],
  })
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.fetch(`${app.baseUrl}${BASE}${path}`, {
      method,
      headers: { authorization: 'Bearer t', 'content-type': 'application/fhir+json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  return { ...app, state: app.environment.stateOf(service), call }
}

/** The names of all elements, level by level: what an example says of the shape of an answer. */
function shape(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shape(item, `${at}[]`)))]
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([name, inner]) => shape(inner, `${at}/${name}`))
}

describe('reasonable adjustments contract', { skip: withoutSpecs }, () => {
  it('has every published operation', () => {
    const { paths } = published('openapi.json')
    const there = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations as object).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/, ':id')}`))
    const ours = service.routes.map(({ method, path }) => `${method} ${path}`)
    assert.deepEqual(there.filter((operation) => !ours.includes(operation)), [])
    // Polling: its outcomes are published, its path is not (gaps.md).
    assert.deepEqual(ours.filter((operation) => !there.includes(operation)), ['GET /_poll/:id'])
  })

  it('has every documented outcome under its status', () => {
    const text = JSON.stringify(published('openapi.json'))
    const rows = [...text.matchAll(/\| ([A-Z_]+) +\| (\d{3}) +\|/g)].map(([, code, status]) => `${code} ${status}`)
    assert.ok(rows.length > 100)
    for (const row of new Set(rows)) {
      const [code, status] = row.split(' ') as [keyof typeof errors, string]
      assert.equal(errors[code]?.().status, Number(status), code)
    }
  })

  it('answers an invalid NHS number and an unknown patient with the published bodies', async () => {
    const { call } = start()
    const expected = published('examples-from-oas/POST__Consent/response-400/invalid-nhsNumber.json')
    const { status, body } = await call('GET', '/Flag?patient=1&status=active&category=x')
    assert.equal(status, 400)
    // The published example has no profile and no diagnostics; the sandbox's has the profile.
    assert.deepEqual({ resourceType: body.resourceType, issue: body.issue.map(({ diagnostics: _words, ...issue }: Record<string, unknown>) => issue) }, expected)
    assert.deepEqual(JSON.parse(String(errors.PATIENT_NOT_FOUND().body)), published('sandbox-mocks/ThresholdCodeGETTerror.json'))
  })

  it('takes every published example request', async () => {
    const { call, environment } = start()
    const take = async (method: string, path: string, file: string, version?: number) => {
      const answer = await call(method, path, published('examples', file), version === undefined ? {} : { 'if-match': `W/"${version}"` })
      assert.ok(answer.status === 200 || answer.status === 201, `${file}: ${answer.status} ${JSON.stringify(answer.body)}`)
      const rules = environment.journal.read().at(-1)!.violations.map(({ rule }) => rule)
      // The published flag names SNOMED CT with https.
      assert.deepEqual(rules, file === 'createFlag.json' ? ['snomed-system'] : [], file)
      return answer.body
    }
    const consent = await take('POST', '/Consent', 'createConsent.json')
    const flag = await take('POST', '/Flag', 'createFlag.json')
    const list = await take('POST', '/List', 'createList.json')
    const underlying = await take('POST', '/UnderlyingConditionList', 'createUnderlyingConditionList.json')
    await take('PUT', `/List/${list.id}`, 'updateList.json', 1)
    await take('PUT', `/Flag/${flag.id}`, 'updateFlag.json', 1)
    await take('PUT', `/UnderlyingConditionList/${underlying.id}`, 'updateUnderlyingConditionList.json', 1)
    await take('POST', '/$removerarecord', 'removerarecord.json', 1)
    assert.equal(consent.id.split('.')[0], NHS_NUMBER)

    const other = start()
    const first = await other.call('POST', '/Consent', published('examples', 'createConsent.json'))
    assert.equal((await other.call('PUT', `/Consent/${first.body.id}`, published('examples', 'updateConsent.json'), { 'if-match': 'W/"1"' })).status, 200)
    const sent = ['createConsent', 'createFlag', 'createList', 'createUnderlyingConditionList', 'updateConsent', 'updateFlag', 'updateList', 'updateUnderlyingConditionList', 'removerarecord']
    const requests = specFiles(`${FOLDER}/examples`, /^(create|update|remove)(?!.*Response).*\.json$/).map((file) => file.replace('.json', ''))
    assert.deepEqual(requests.filter((file) => !sent.includes(file)), [], 'every published request was sent')
  })

  it('answers in the shape of the published examples', async () => {
    const { call, state, environment } = start()
    const missing = (answer: unknown, file: string, without: RegExp) => shape(published('examples', file)).filter((place) => !shape(answer).includes(place) && !without.test(place))
    const consent = await call('POST', '/Consent', published('examples', 'createConsent.json'))
    // Displays of roles and organisations are for the directory, which this service does not have.
    const unknown = /(onBehalfOfReference|role\[\]\/coding\[\])\/display$/
    assert.deepEqual(missing(consent.body, 'createConsentResponse.json', unknown), [])
    const query = (code: string) => `patient=${NHS_NUMBER}&status=active&${code}`
    const nraf = 'category=https://fhir.nhs.uk/STU3/CodeSystem/RARecord-FlagCategory-1|NRAF'
    assert.deepEqual(missing((await call('GET', `/Flag?${query(nraf)}`)).body, 'readZeroFlagResponse.json', /$^/), [])
    await call('POST', '/Flag', published('examples', 'createFlag.json'))
    assert.deepEqual(missing((await call('GET', `/Flag?${query(nraf)}`)).body, 'readOneFlagResponse.json', unknown), [])
    await call('POST', '/Flag', published('examples', 'createFlag.json'))
    assert.deepEqual(missing((await call('GET', `/Flag?${query(nraf)}`)).body, 'readTwoFlagResponse.json', unknown), [])
    await call('POST', '/List', published('examples', 'createList.json'))
    const list = (await call('GET', `/List?${query('code=http://snomed.info/sct|1094391000000102')}`)).body
    assert.deepEqual(missing(list, 'readListResponse.json', unknown), [])
    const underlying = await call('POST', '/UnderlyingConditionList', published('examples', 'createUnderlyingConditionList.json'))
    // An underlying condition is given back as it was sent, and the published answers are of other requests than the published one.
    const asSent = new RegExp(`${unknown.source}|(^|resource)/(category|extension\\[\\]/valueCodeableConcept|meta/profile|status)`)
    assert.deepEqual(missing(underlying.body, 'createUnderlyingConditionListResponse.json', asSent), [])
    assert.deepEqual(missing((await call('GET', `/UnderlyingConditionList?${query(nraf)}`)).body, 'readOneUnderlyingConditionListResponse.json', asSent), [])
    const codes = { nhsNumber: NHS_NUMBER, code: '7961610000001018', display: 'Requires visual alert' }
    service.controls.putThresholdCode(state, codes, environment)
    assert.deepEqual(missing((await call('GET', `/ThresholdCode?${query(nraf)}`)).body, 'readOneThresholdCodeResponse.json', new RegExp(`${unknown.source}|valueCodeableConcept/coding\\[\\]/display$`)), [])
    const removed = await call('POST', '/$removerarecord', published('examples', 'removerarecord.json'), { 'if-match': 'W/"1"' })
    assert.deepEqual({ ...removed.body, id: '' }, { ...published('examples', 'removerarecordResponse.json'), id: '' })
  })
})
