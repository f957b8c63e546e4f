import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/reasonable-adjustments/service.ts'

const BASE = '/reasonable-adjustment-flag/FHIR/STU3'
const NRAF = 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-FlagCategory-1|NRAF'
const JOAN = '9990000018'
const VISUAL_ALERT = { code: '7961610000001018', display: 'Requires visual alert' }

const role = { id: '555000000001', code: 'S8000:G8000:R8000', name: 'GP', organisation: 'A99901', activities: ['B0380'] }

interface Answer {
  status: number
  headers: Headers
  body: any
}

function start() {
  const app = inProcess([service])
  const { environment } = app
  const grant = { applicationId: 'app', issuedAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }
  environment.identity.tokens.set('t', { ...grant, kind: 'healthcare-worker', userId: '555000000010', aal: 3, roles: [role] })
  environment.identity.tokens.set('a', { ...grant, kind: 'application' })
  const state = environment.stateOf(service)
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await app.fetch(`${app.baseUrl}${BASE}${path}`, {
      method,
      headers: { authorization: 'Bearer t', ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
  }
  const read = (part: string, nhsNumber = JOAN, status = 'active') =>
    call('GET', `/${part}?${new URLSearchParams({ patient: nhsNumber, status, ...(part === 'List' ? { code: 'http://snomed.info/sct|1094391000000102' } : { category: NRAF }) })}`)
  return { ...app, state, call, read, control: service.controls }
}

const codeOf = ({ body }: Answer): string => body.issue[0].details.coding[0].code

const subject = { reference: `https://demographics.spineservices.nhs.uk/STU3/Patient/${JOAN}` }
const category = { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-FlagCategory-1', code: 'NRAF' }] }
const proxyRole = (code: string) => ({
  url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RARecord-ProxyRole-1',
  valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-ProxyRole-1', code }] },
})
const consent = {
  resourceType: 'Consent',
  extension: [proxyRole('001')],
  status: 'active',
  category: [category],
  patient: subject,
  policy: [{ uri: 'https://www.gov.uk/' }],
  purpose: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-ConsentPurpose-1', code: 'RACONSENT' }],
}
const flag = (code = '362691000000102') => ({
  resourceType: 'Flag',
  extension: [{ url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RARecord-AdjustmentCategory-1', valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-AdjustmentCategory-1', code: '006' }] } }],
  status: 'active',
  category,
  code: { coding: [{ system: 'http://snomed.info/sct', code }] },
  subject,
})
const removal = (code = 'DoesntApply') => ({
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'removeRARecord',
      part: [
        { name: 'nhsNumber', valueString: JOAN },
        { name: 'removalReason', valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-RemovalReason-1', code }] } },
        { name: 'supportingComment', valueString: 'No longer applies' },
      ],
    },
  ],
})

describe('reasonable adjustments: reading', () => {
  it('gives an empty searchset for somebody without a record', async () => {
    const { read } = start()
    const { status, body, headers } = await read('Consent')
    assert.equal(status, 200)
    assert.equal(body.total, 0)
    assert.equal(body.entry, undefined)
    assert.equal(headers.get('etag'), null)
  })

  it('gives each part with its version, and what is inactive only when asked for', async () => {
    const { read, state, control, environment } = start()
    control.putRecord(state, { nhsNumber: JOAN, adjustments: [VISUAL_ALERT], impairments: [{ code: '9', display: 'Social or behavioural', note: 'Some notes' }] }, environment)
    for (const part of ['Consent', 'Flag', 'List']) {
      const { body, headers } = await read(part)
      assert.equal(body.total, 1, part)
      assert.equal(body.entry[0].resource.meta.versionId, '1')
      assert.equal(headers.get('etag'), 'W/"1"')
      assert.equal((await read(part, JOAN, 'inactive')).body.total, 0)
    }
    control.putThresholdCode(state, { nhsNumber: JOAN, ...VISUAL_ALERT }, environment)
    assert.equal((await read('ThresholdCode')).body.entry[0].resource.resourceType, 'ThresholdCode')
  })

  it('refuses what it cannot search for', async () => {
    const { call, read } = start()
    const query = (values: Record<string, string>) => call('GET', `/Flag?${new URLSearchParams(values)}`)
    assert.equal(codeOf(await read('Flag', '9990000019')), 'INVALID_NHS_NUMBER')
    assert.equal(codeOf(await query({ status: 'active', category: NRAF })), 'MISSING_VALUE')
    assert.equal(codeOf(await query({ patient: JOAN, category: NRAF })), 'MISSING_VALUE')
    assert.equal(codeOf(await query({ patient: JOAN, status: 'active' })), 'MISSING_VALUE')
    assert.equal(codeOf(await query({ patient: JOAN, status: 'gone', category: NRAF })), 'INVALID_VALUE')
    assert.equal(codeOf(await query({ patient: JOAN, status: 'active', category: 'NRAF' })), 'INVALID_VALUE')
    assert.equal((await query({ patient: JOAN, status: 'Active', category: NRAF })).status, 200)
  })

  it('is for healthcare workers in a role of theirs', async () => {
    const { call, read, environment } = start()
    assert.equal((await read('Flag')).status, 200)
    for (const authorization of ['', 'Bearer x', 'Bearer a']) assert.equal(codeOf(await call('GET', '/Flag', undefined, { authorization })), 'ACCESS_DENIED')
    assert.equal(codeOf(await call('GET', '/Flag', undefined, { 'nhsd-session-urid': '1' })), 'ACCESS_DENIED')
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'role-invalid')
  })

  it('names the codes by the address of a value set, and echoes ids', async () => {
    const { call } = start()
    const id = '60e0b220-8136-4ca5-ae46-1d97ef59d068'
    const { body, headers, status } = await call('GET', '/Patient', undefined, { 'x-request-id': id, 'x-correlation-id': 'c' })
    assert.equal(status, 400)
    assert.deepEqual(body.issue[0].details.coding[0], { system: 'https://fhir.nhs.uk/STU3/ValueSet/Spine-ErrorOrWarningCode-1', code: 'UNSUPPORTED_SERVICE', display: 'Unsupported Service' })
    assert.equal(headers.get('x-request-id'), id)
    assert.equal(headers.get('x-correlation-id'), 'c')
    assert.equal(codeOf(await call('GET', '/Flag', undefined, { 'x-request-id': 'one' })), 'INVALID_VALUE')
  })
})

describe('reasonable adjustments: writing', () => {
  it('begins a record with the consent, and says who made it', async () => {
    const { call, read } = start()
    assert.equal(codeOf(await call('POST', '/Flag', flag())), 'INVALID_UPDATE')
    const made = await call('POST', '/Consent', consent)
    assert.equal(made.status, 201)
    assert.equal(made.headers.get('etag'), 'W/"1"')
    assert.match(made.headers.get('location') ?? '', new RegExp(`/Consent/${JOAN}\\.[0-9a-f-]{36}/_history/1$`))
    const [provenance] = made.body.contained
    assert.equal(provenance.agent[0].whoReference.reference, 'https://sds.spineservices.nhs.uk/STU3/Practitioner/555000000010')
    assert.equal(provenance.agent[0].onBehalfOfReference.reference, 'https://directory.spineservices.nhs.uk/STU3/Organization/A99901')
    assert.equal((await call('POST', '/Flag', flag())).status, 201)
    assert.equal((await read('Flag')).body.total, 1)
    assert.equal(codeOf(await call('POST', '/Consent', consent)), 'INVALID_UPDATE')
  })

  it('says which value is wrong', async () => {
    const { call, environment } = start()
    const refused = async (body: unknown) => codeOf(await call('POST', '/Consent', body))
    const { policy: _policy, ...withoutPolicy } = consent
    assert.equal(await refused(withoutPolicy), 'MISSING_VALUE')
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.pointer, '/policy')
    assert.equal(await refused({ ...consent, pets: [] }), 'ADDITIONAL_PROPERTIES')
    assert.equal(await refused({ ...consent, policy: [] }), 'TOO_FEW_VALUES_SUBMITTED')
    assert.equal(await refused({ ...consent, category: [category, category] }), 'TOO_MANY_VALUES_SUBMITTED')
    assert.equal(await refused({ ...consent, status: 'proposed' }), 'UNSUPPORTED_VALUE')
    assert.equal(await refused({ ...consent, policy: 'x' }), 'INVALID_VALUE')
    assert.equal(await refused({ ...consent, patient: { reference: 'https://demographics.spineservices.nhs.uk/STU3/Patient/9990000019' } }), 'INVALID_NHS_NUMBER')
    assert.equal(await refused('{"half'), 'VALIDATION_ERROR')
  })

  it('changes a part only on the version that was seen', async () => {
    const { call, state, control, environment } = start()
    const { flags } = control.putRecord(state, { nhsNumber: JOAN, adjustments: [VISUAL_ALERT] }, environment)
    const path = `/Flag/${flags[0]}`
    assert.equal((await call('PUT', path, flag())).status, 412)
    assert.equal(codeOf(await call('PUT', path, flag(), { 'if-match': '"1"' })), 'PRECONDITION_FAILED')
    const changed = await call('PUT', path, flag(), { 'if-match': 'W/"1"' })
    assert.equal(changed.status, 200)
    assert.equal(changed.headers.get('etag'), 'W/"2"')
    const stale = await call('PUT', path, flag('1'.repeat(8)), { 'if-match': 'W/"1"' })
    assert.equal(stale.status, 409)
    assert.equal(codeOf(stale), 'RESOURCE_VERSION_MISMATCH')
    assert.equal(codeOf(await call('PUT', '/Flag/1', flag(), { 'if-match': 'W/"1"' })), 'INVALID_RESOURCE_ID')
    assert.equal(codeOf(await call('PUT', `/Flag/${JOAN}.${crypto.randomUUID()}`, flag(), { 'if-match': 'W/"1"' })), 'RESOURCE_NOT_FOUND')
    assert.equal(codeOf(await call('PUT', `/Consent/${flags[0]}`, consent, { 'if-match': 'W/"2"' })), 'RESOURCE_NOT_FOUND')
  })

  it('notes what it lets pass', async () => {
    const { call, state, control, environment } = start()
    const { flags } = control.putRecord(state, { nhsNumber: JOAN, adjustments: [VISUAL_ALERT] }, environment)
    const secure = { ...flag(), code: { coding: [{ system: 'https://snomed.info/sct', code: '362691000000102' }] } }
    assert.equal((await call('POST', '/Flag', secure)).status, 201)
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'snomed-system')
    assert.equal((await call('PUT', `/Flag/${flags[0]}`, { ...flag(), status: 'inactive' }, { 'if-match': 'W/"1"' })).status, 200)
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'no-removal-reason')
  })

  it('does a request once that comes twice', async () => {
    const { call, read } = start()
    await call('POST', '/Consent', consent)
    const id = { 'x-request-id': crypto.randomUUID() }
    const first = await call('POST', '/Flag', flag(), id)
    const again = await call('POST', '/Flag', flag(), id)
    assert.deepEqual(again.body, first.body)
    assert.equal((await read('Flag')).body.total, 1)
    await call('POST', '/Flag', flag(), { 'x-request-id': crypto.randomUUID() })
    assert.equal((await read('Flag')).body.total, 2)
  })
})

describe('reasonable adjustments: removing', () => {
  it('withdraws the whole record, with the reason', async () => {
    const { call, read, state, control, environment } = start()
    const { flags } = control.putRecord(state, { nhsNumber: JOAN, adjustments: [VISUAL_ALERT] }, environment)
    assert.equal((await call('POST', '/$removerarecord', removal())).status, 412)
    assert.equal((await call('POST', '/$removerarecord', removal(), { 'if-match': 'W/"2"' })).status, 409)
    assert.equal(codeOf(await call('POST', '/$removerarecord', removal('Bored'), { 'if-match': 'W/"1"' })), 'UNSUPPORTED_VALUE')
    const { status, body } = await call('POST', '/$removerarecord', removal(), { 'if-match': 'W/"1"' })
    assert.equal(status, 200)
    assert.equal(body.issue[0].details.text, 'OK')
    for (const part of ['Consent', 'Flag']) assert.equal((await read(part)).body.total, 0, part)
    const [gone] = (await read('Flag', JOAN, 'inactive')).body.entry
    assert.match(JSON.stringify(gone.resource.extension), /DoesntApply.*No longer applies/)
    assert.equal(codeOf(await call('PUT', `/Flag/${flags[0]}`, flag(), { 'if-match': 'W/"2"' })), 'INVALIDATED_RESOURCE')
    assert.equal(codeOf(await call('POST', '/$removerarecord', removal(), { 'if-match': 'W/"2"' })), 'INVALIDATED_RESOURCE')
  })

  it('finds nothing to remove', async () => {
    const { call } = start()
    assert.equal(codeOf(await call('POST', '/$removerarecord', removal(), { 'if-match': 'W/"1"' })), 'RESOURCE_NOT_FOUND')
    const { parameter, ...rest } = removal()
    assert.equal(codeOf(await call('POST', '/$removerarecord', { ...rest, parameter: [{ ...parameter[0], part: parameter[0]!.part.slice(1) }] }, { 'if-match': 'W/"1"' })), 'TOO_FEW_VALUES_SUBMITTED')
    const unnamed = parameter[0]!.part.map((part, at) => (at === 2 ? { ...part, name: 'comment' } : part))
    assert.equal(codeOf(await call('POST', '/$removerarecord', { ...rest, parameter: [{ ...parameter[0], part: unnamed }] }, { 'if-match': 'W/"1"' })), 'MISSING_VALUE')
  })
})

describe('reasonable adjustments: writes that take their time', () => {
  it('are accepted, and answered when asked for', async () => {
    const { call, read, state, control, baseUrl } = start()
    control.slowWrite(state, { nhsNumber: JOAN })
    const accepted = await call('POST', '/Consent', consent)
    assert.equal(accepted.status, 202)
    assert.equal(accepted.headers.get('retry-after'), '1')
    const path = (accepted.headers.get('content-location') ?? '').slice(`${baseUrl}${BASE}`.length)
    assert.equal((await read('Consent')).body.total, 0)
    assert.equal((await call('GET', path)).status, 202)
    assert.equal((await call('GET', path)).status, 201)
    assert.equal((await call('GET', path)).status, 201)
    assert.equal((await read('Consent')).body.total, 1)
    assert.equal(codeOf(await call('GET', '/_poll/unknown')), 'POLLING_ID_NOT_FOUND')
  })

  it('may be found to have failed', async () => {
    const { call, read, state, control, baseUrl } = start()
    control.slowWrite(state, { nhsNumber: JOAN, polls: 0, fails: true })
    const accepted = await call('POST', '/Consent', consent)
    const path = (accepted.headers.get('content-location') ?? '').slice(`${baseUrl}${BASE}`.length)
    const failed = await call('GET', path)
    assert.equal(failed.status, 422)
    assert.equal(codeOf(failed), 'POLLING_MESSAGE_FAILURE')
    assert.equal((await read('Consent')).body.total, 0)
  })
})
