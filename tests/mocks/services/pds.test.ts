import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { joan, pds } from './pds-caller.ts'

describe('PDS: retrieving a patient', () => {
  it('gives the whole record with its version as a weak ETag, and mirrors the ids of the request', async () => {
    const { get, put } = pds()
    const { nhsNumber } = put(joan())
    const answer = await get(`/Patient/${nhsNumber}`, { headers: { 'x-request-id': '60E0B220-8136-4CA5-AE46-1D97EF59D068' } })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'application/fhir+json')
    assert.equal(answer.headers.get('etag'), 'W/"2"')
    assert.equal(answer.headers.get('x-request-id'), '60E0B220-8136-4CA5-AE46-1D97EF59D068')
    assert.equal(answer.headers.get('x-correlation-id'), 'correlation')
    assert.equal(answer.body.id, nhsNumber)
    assert.equal(answer.body.meta.versionId, '2')
    assert.deepEqual(answer.body.name[0].given, ['Joan', 'Mary'])
    assert.match(answer.body.name[0].id, /^[0-9A-F]{8}$/)
    assert.equal(answer.body.generalPractitioner[0].identifier.value, 'A99901')
    assert.equal(answer.body.identifier[0].extension[0].valueCodeableConcept.coding[0].code, '01')
    assert.match(answer.body.extension[0].url, /NominatedPharmacy$/)
  })

  it('is open to AAL2 and AAL3, to applications, and to patients for themselves', async () => {
    const { get, put, token } = pds()
    const { nhsNumber } = put(joan())
    const other = put(joan({ family: 'Else' }))
    token('self', { kind: 'patient', nhsNumber, proofing: 'P9' })
    for (const as of ['worker', 'aal2', 'application', 'self']) assert.equal((await get(`/Patient/${nhsNumber}`, { as })).status, 200, as)
    const refused = await get(`/Patient/${other.nhsNumber}`, { as: 'self' })
    assert.equal(refused.status, 403)
    assert.equal(refused.code, 'ACCESS_DENIED')
    assert.equal(refused.display, 'Patient cannot perform this action')
  })

  it('tells patients proofed at P5 that they cannot do this', async () => {
    const { get, put, token } = pds()
    const { nhsNumber } = put(joan())
    token('p5', { kind: 'patient', nhsNumber, proofing: 'P5' })
    const answer = await get(`/Patient/${nhsNumber}`, { as: 'p5' })
    assert.equal(answer.status, 403)
    assert.match(answer.diagnostics!, /^Your access token has insufficient permissions/)
  })

  it('words what is wrong with the Authorization header', async () => {
    const { get, token } = pds()
    token('stale', { kind: 'application', expiresAt: 1 })
    const cases: [string | null, string][] = [
      [null, 'Missing Authorization header'],
      ['', 'Empty Authorization header'],
      ['Bearer', 'Missing access token'],
      ['Basic abc', "Invalid token type 'Basic', must be 'Bearer'"],
      ['Bearer abcdef123456789', 'Invalid Access Token'],
      ['Bearer stale', 'Access Token expired'],
    ]
    for (const [authorization, words] of cases) {
      const answer = await get('/Patient/9990000018', { headers: { authorization } })
      assert.equal(answer.status, 401)
      assert.equal(answer.code, 'ACCESS_DENIED')
      assert.equal(answer.display, 'Access Denied - Unauthorised')
      assert.equal(answer.diagnostics, words)
      assert.equal(answer.headers.get('x-correlation-id'), 'correlation')
    }
  })

  it('demands an X-Request-ID that is a UUID, after the token was checked', async () => {
    const { get, put, last } = pds()
    const { nhsNumber } = put(joan())
    const missing = await get(`/Patient/${nhsNumber}`, { headers: { 'x-request-id': null } })
    assert.deepEqual([missing.status, missing.code, missing.diagnostics], [400, 'MISSING_VALUE', 'Invalid request with error - X-Request-ID header must be supplied to access this resource'])
    assert.equal(last().violations[0]?.rule, 'missing-request-id')
    const wrong = await get(`/Patient/${nhsNumber}`, { headers: { 'x-request-id': '1234' } })
    assert.deepEqual([wrong.status, wrong.code, wrong.diagnostics], [400, 'INVALID_VALUE', "Invalid value - '1234' in header 'X-Request-ID'"])
    assert.equal((await get(`/Patient/${nhsNumber}`, { headers: { 'x-request-id': null, authorization: null } })).status, 401)
  })

  it('needs to know the role of a worker who has several', async () => {
    const { get, put, token } = pds()
    const { nhsNumber } = put(joan())
    const role = (id: string) => ({ id, code: 'R8000', name: 'Clinician', organisation: 'A99901', activities: [] })
    token('locum', { kind: 'healthcare-worker', userId: '555254239814', aal: 3, roles: [role('555254240807'), role('555254240808')] })
    const unclear = await get(`/Patient/${nhsNumber}`, { as: 'locum' })
    assert.deepEqual([unclear.status, unclear.code], [400, 'INVALID_VALUE'])
    assert.match(unclear.diagnostics!, /^Invalid value - '' in header 'NHSD-Session-URID'/)
    assert.equal((await get(`/Patient/${nhsNumber}`, { as: 'locum', headers: { 'nhsd-session-urid': '555254240808' } })).status, 200)
    assert.equal((await get(`/Patient/${nhsNumber}`, { headers: { 'nhsd-session-urid': 'invalid' } })).status, 400)
    assert.equal((await get(`/Patient/${nhsNumber}`, { as: 'application', headers: { 'nhsd-session-urid': 'ignored' } })).status, 200)
  })

  it('tells an impossible number from an unknown one and an invalidated one', async () => {
    const { get, put, controls, state } = pds()
    const { nhsNumber } = put(joan())
    const impossible = await get('/Patient/9000000000')
    assert.deepEqual([impossible.status, impossible.code], [400, 'INVALID_RESOURCE_ID'])
    const unknown = await get('/Patient/9990000018')
    assert.deepEqual([unknown.status, unknown.code, unknown.body.issue[0].severity], [404, 'RESOURCE_NOT_FOUND', 'information'])
    controls.invalidate(state, { nhsNumber })
    const invalid = await get(`/Patient/${nhsNumber}`)
    assert.deepEqual([invalid.status, invalid.code], [404, 'INVALIDATED_RESOURCE'])
  })

  it('answers a superseded number with the record that replaced it', async () => {
    const { get, put, controls, state } = pds()
    const old = put(joan())
    const kept = put(joan({ given: 'Joan' }))
    controls.supersede(state, { old: old.nhsNumber, new: kept.nhsNumber })
    const answer = await get(`/Patient/${old.nhsNumber}`)
    assert.equal(answer.status, 200)
    assert.equal(answer.body.id, kept.nhsNumber)
  })

  it('withholds everything that locates a sensitive patient', async () => {
    const { get, put, controls, state, environment } = pds()
    const { nhsNumber } = put(joan({ emergencyContact: '01632960587', birthPlace: { city: 'Leeds' } }))
    controls.markSensitive(state, { nhsNumber }, environment)
    const { body } = await get(`/Patient/${nhsNumber}`)
    for (const field of ['address', 'telecom', 'contact', 'generalPractitioner', 'managingOrganization']) assert.equal(field in body, false, field)
    assert.equal(body.meta.security[0].code, 'R')
    assert.equal(body.meta.security[0].display, 'restricted')
    assert.ok(!JSON.stringify(body).includes('FZ901'), 'the nominated pharmacy is hidden')
    assert.equal(body.name[0].family, 'Okafor')
  })

  it('shows a death and by whom it is known', async () => {
    const { get, put, controls, state, environment } = pds()
    const { nhsNumber } = put(joan())
    controls.recordDeath(state, { nhsNumber, date: '2024-02-03', status: 'informal' }, environment)
    const { body } = await get(`/Patient/${nhsNumber}`)
    assert.equal(body.deceasedDateTime, '2024-02-03T00:00:00+00:00')
    assert.match(JSON.stringify(body.extension), /"code":"1","display":"Informal/)
  })

  it('refuses what the published API does not have', async () => {
    const { call } = pds()
    const hello = await call('GET', '/HelloWorld')
    assert.deepEqual([hello.status, hello.diagnostics], [400, "Unsupported path - '/HelloWorld'"])
    const put = await call('PUT', '/Patient/9990000018', { body: {} })
    assert.deepEqual([put.status, put.code], [400, 'UNSUPPORTED_SERVICE'])
    assert.equal((await call('GET', '/HelloWorld', { headers: { authorization: null } })).status, 401)
  })

  it('limits an application to the rate a scenario sets', async () => {
    const { get, put, controls, state, last } = pds()
    const { nhsNumber } = put(joan())
    controls.limitRate(state, { perSecond: 5 })
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await get(`/Patient/${nhsNumber}`)).status)
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
    const { responseBody, violations } = last()
    assert.match(responseBody!, /Your application, gp-system, has created a spike in traffic/)
    assert.equal(violations[0]?.rule, 'rate-limit')
  })

  it('has related people, none for a sensitive patient', async () => {
    const { get, put, controls, state, environment } = pds()
    const { nhsNumber } = put(joan())
    assert.equal((await get(`/Patient/${nhsNumber}/RelatedPerson`)).body.total, 0)
    controls.addRelatedPerson(state, { nhsNumber, given: ['Jane'], family: 'Okafor', phone: '01632960587' })
    const { body } = await get(`/Patient/${nhsNumber}/RelatedPerson`)
    assert.equal(body.total, 1)
    assert.equal(body.entry[0].resource.name[0].family, 'Okafor')
    controls.markSensitive(state, { nhsNumber }, environment)
    assert.deepEqual((await get(`/Patient/${nhsNumber}/RelatedPerson`)).body.entry, undefined)
  })
})
