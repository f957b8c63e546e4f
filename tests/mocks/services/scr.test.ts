import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BASE, NHS_NUMBER, NUMBER_SYSTEM, OTHER, permissionOf, start, TYPE } from './scr-caller.ts'
import { service } from '../../../mocks/services/scr/service.ts'
import { isWellFormed } from '../../../mocks/services/scr/well-formed.ts'

describe('SCR: a summary is uploaded, found and read', () => {
  test('an upload is 201 without a body', async () => {
    const { call, summary, violations } = start()
    const answer = await call('POST', '/Bundle', summary().bundle)
    assert.deepEqual([answer.status, answer.text], [201, ''])
    assert.deepEqual(violations(), [])
  })

  test('its identifier is found with the permission, then the summary is read as a searchset', async () => {
    const { call, summary, find, read } = start()
    const { id, bundle } = summary({ lines: { AllergiesHeader: ['Penicillin'] } })
    await call('POST', '/Bundle', bundle)
    const { resource } = (await find(NHS_NUMBER, `&type=${TYPE}&_sort=date&_count=1`)).body.entry[0]
    assert.equal(resource.masterIdentifier.value, id)
    assert.equal(resource.securityLabel[0].coding[0].code, 'Ask')
    const found = await read(id)
    assert.equal(found.body.type, 'searchset')
    assert.equal(found.body.total, found.body.entry.length)
    assert.match(found.text, /Penicillin/)
    assert.match(found.body.entry[0].fullUrl, new RegExp(`${BASE}/Composition/${id}$`))
  })

  test('an identifier that is not the current one gives an empty bundle, not an error', async () => {
    const { call, summary, read } = start()
    const first = summary()
    await call('POST', '/Bundle', first.bundle)
    await call('POST', '/Bundle', summary({ replaces: first.id }).bundle)
    const { status, body } = await read(first.id)
    assert.deepEqual([status, body.total, body.entry], [200, 0, undefined])
  })

  test('a patient without a summary is an empty bundle', async () => {
    const { status, body } = await start().find(OTHER)
    assert.deepEqual([status, body.total], [200, 0])
  })

  test('an empty cell comes back as a pair of tags', async () => {
    const { call, summary, read } = start()
    const { id, bundle } = summary()
    const text = JSON.stringify(bundle).replace('<p>No relevant', '<table><tr><td/></tr></table><p>No relevant')
    assert.equal((await call('POST', '/Bundle', text)).status, 201)
    assert.match((await read(id)).text, /<td><\/td>/)
  })
})

describe('SCR: what an upload must keep to', () => {
  test('it replaces the summary that is there', async () => {
    const { call, summary, violations } = start()
    const first = summary()
    await call('POST', '/Bundle', first.bundle)
    for (const replaces of [undefined, 'D18B57ED-992E-45A2-A6AF-55200D20F48E']) {
      const answer = await call('POST', '/Bundle', summary(replaces ? { replaces } : {}).bundle)
      assert.equal(answer.status, 400)
      assert.match(answer.words!, /^Spine processing finished with errors:\n- 430/)
      assert.deepEqual(violations(), ['replaces-current-summary'])
    }
    assert.equal((await call('POST', '/Bundle', summary({ replaces: first.id.toLowerCase() }).bundle)).status, 201)
  })

  test('the same event twice is a duplicate, in Spine’s words', async () => {
    const { call, summary } = start()
    const { id, bundle } = summary()
    await call('POST', '/Bundle', bundle)
    const again = await call('POST', '/Bundle', bundle)
    assert.equal(again.status, 400)
    assert.deepEqual(again.body.issue[0], { severity: 'error', code: 'invalid', details: { text: `[PSIS-30134] - Duplicate event with eventId ${id} and nhsNumber ${NHS_NUMBER}.` } })
  })

  test('after a time-out the same X-Request-ID is the same upload', async () => {
    const { call, summary, state, environment } = start()
    const headers = { 'x-request-id': '60E0B220-8136-4CA5-AE46-1D97EF59D068' }
    const { bundle } = summary()
    environment.faults.inject({ service: 'scr', kind: 'error', name: 'timedOut', subject: NHS_NUMBER, processed: true })
    assert.equal((await call('POST', '/Bundle', bundle, headers)).status, 504)
    assert.equal((await call('POST', '/Bundle', bundle, headers)).status, 201)
    assert.equal(service.controls.listSummaries(state, { nhsNumber: NHS_NUMBER }).length, 1)
  })

  test('every check has its own words', async () => {
    const { call, summary, state } = start()
    const change = (path: (string | number)[], value: unknown) => {
      const bundle = structuredClone(summary().bundle)
      let at = bundle as Record<string | number, unknown>
      for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>
      if (value === undefined) delete at[path.at(-1)!]
      else at[path.at(-1)!] = value
      return bundle
    }
    const composition = (...path: (string | number)[]) => ['entry', 0, 'resource', ...path]
    const cases: [unknown, RegExp][] = [
      ['not json', /^Failed to parse JSON/],
      [change(['resourceType'], 'Patient'), /^Incorrect resource type found/],
      [change(['type'], 'collection'), /^Unsupported Bundle.type: COLLECTION/],
      [change(['timestamp'], undefined), /^bundle.timestamp must not be empty/],
      [change(['identifier'], undefined), /^bundle.identifier must not be empty/],
      [change(['identifier', 'system'], 'x'), /^bundle.identifier.system must be/],
      [change(['identifier', 'value'], ''), /^bundle.identifier.value must not be empty/],
      [change(composition('resourceType'), 'Basic'), /^Composition missing from payload/],
      [change(composition('author', 0, 'reference'), 'PractitionerRole/none'), /^Bundle is missing PractitionerRole/],
      [change(['entry', 2, 'resource', 'resourceType'], 'Basic'), /^Bundle is missing Practitioner /],
      [change(composition('category'), []), /^Composition.category element is missing/],
      [change(composition('type'), undefined), /^Composition.type element is missing/],
      [change(composition('type', 'coding', 0, 'code'), '1'), /^Composition.type.coding.code not supported: 1/],
      [change(composition('status'), 'preliminary'), /^Invalid composition.status: PRELIMINARY/],
      [change(composition('relatesTo'), [{ code: 'appends' }]), /^Unsupported Composition.relatesTo.code/],
      [change(composition('relatesTo'), [{ code: 'replaces' }]), /^Composition.relatesTo.targetIdentifier.value element is missing/],
      [change(composition('identifier', 'system'), 'x'), /^Missing Composition.identifier for system/],
      [change(composition('identifier', 'value'), ''), /^Missing Composition.identifier.value element/],
      [change(composition('date'), undefined), /^Composition Date Element missing/],
      [change(composition('section'), []), /^Missing mandatory Composition.section/],
      [change(composition('section', 0, 'text', 'div'), '<div><p>one<br></div>'), /^Unable to parse XML/],
      [change(composition('subject', 'reference'), 'Patient/other'), /^Composition.subject reference/],
      [change(['entry', 4, 'resource', 'resourceType'], 'Basic'), /^Patient missing from payload/],
      [change(['entry', 4, 'resource', 'identifier'], []), /^patient.identifier\[\] for system/],
      [change(['entry', 4, 'resource', 'identifier', 0, 'value'], '9990548600'), /PSIS-35160/],
    ]
    for (const [body, words] of cases) {
      const answer = await call('POST', '/Bundle', body)
      assert.equal(answer.status, 400, String(words))
      assert.equal(answer.body.issue[0].code, 'value')
      assert.match(answer.words!, words)
    }
    assert.deepEqual(service.controls.listSummaries(state, { nhsNumber: NHS_NUMBER }), [])
  })

  test('a core section that is missing and one nobody knows are let pass and noted', async () => {
    const { call, summary, violations } = start()
    const { bundle } = summary()
    const entry = (bundle['entry'] as { resource: { section: { code: { coding: { code: string }[] } }[] } }[])[0]!
    entry.resource.section[1]!.code.coding[0]!.code = 'Gossip'
    assert.equal((await call('POST', '/Bundle', bundle)).status, 201)
    assert.deepEqual(violations(), ['core-section-missing', 'unknown-section'])
  })

  test('application/json is another media type', async () => {
    const { call, summary } = start()
    const answer = await call('POST', '/Bundle', summary().bundle, { 'content-type': 'application/json' })
    assert.deepEqual([answer.status, answer.body.issue[0].code, answer.words], [415, 'not-supported', "Content type 'application/json' not supported"])
    assert.equal((await call('POST', '/Bundle', summary().bundle, { 'content-type': 'application/fhir+json; charset=UTF-8' })).status, 201)
  })
})

describe('SCR: permission', () => {
  test('No closes the record to readers and to the practice, in the words of access control', async () => {
    const { call, summary, find, read, permission } = start()
    const { id, bundle } = summary()
    await call('POST', '/Bundle', bundle)
    assert.deepEqual([(await permission(NHS_NUMBER, 'No')).status, (await permission(NHS_NUMBER, 'No')).text], [201, ''])
    for (const answer of [await find(), await read(id), await call('POST', '/Bundle', summary({ replaces: id }).bundle)]) {
      assert.deepEqual([answer.status, answer.body.issue[0].code], [403, 'forbidden'])
      assert.match(answer.words!, /^Code: 420, .*\[PSIS-30418\] - ACF does not permit access to resource$/)
    }
    await permission(NHS_NUMBER, 'Ask')
    assert.equal((await read(id)).body.total, 5)
  })

  test('a permission is one of three, for one patient Spine knows', async () => {
    const { call, state } = start()
    const cases: [unknown, RegExp][] = [
      [permissionOf(undefined, 'Yes'), /^Missing value for Parameter.Part 'nhsNumber'$/],
      [permissionOf(NHS_NUMBER, 'Yes', 'No'), /^Exactly 1 Parameter.Part named 'permissionCode'/],
      [permissionOf(NHS_NUMBER), /not found$/],
      [permissionOf(NHS_NUMBER, 'Perhaps'), /^Invalid value - Perhaps in field 'valueCoding.code'$/],
      [permissionOf('9990548600', 'Yes'), /PSIS-35160/],
      [{ resourceType: 'Parameters', parameter: [] }, /^Parameter named 'setPermissions' name not found$/],
    ]
    for (const [body, words] of cases) {
      const answer = await call('POST', '/$setPermission', body)
      assert.equal(answer.status, 400)
      assert.match(answer.words!, words)
    }
    assert.equal((await call('POST', '/%24setPermission', permissionOf(NHS_NUMBER, 'yes'))).status, 201)
    assert.equal(service.controls.readPermission(state, { nhsNumber: NHS_NUMBER }), 'Yes')
  })
})

describe('SCR: privacy alerts', () => {
  const alert = (type: string, reason: string) => ({
    resourceType: 'AuditEvent',
    id: 'a1',
    extension: [{ url: 'https://fhir.nhs.uk/StructureDefinition/Extension-SCR-NotificationMessage', valueString: 'Alert' }],
    type: { system: 'https://fhir.nhs.uk/CodeSystem/SCR-AlertType', code: type, display: 'Access Alert' },
    subtype: [{ system: 'https://fhir.nhs.uk/CodeSystem/SCR-AlertReason', code: reason, display: 'Access made in an emergency' }],
    recorded: '2026-03-10T12:00:00+00:00',
    agent: [
      { who: { identifier: { system: NUMBER_SYSTEM, value: NHS_NUMBER } }, requestor: false },
      { who: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' } }, requestor: false },
      { who: { identifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: '555254239107' } }, role: [{ text: 'GP' }], requestor: false },
    ],
    entity: [{ what: { identifier: { value: 'x' } } }],
  })

  test('every combination of type and reason that is published is taken in, no other', async () => {
    const { call } = start()
    const refused: string[] = []
    for (const type of ['1', '2']) for (const reason of ['1', '2', '3', '4', '5', '6']) if ((await call('POST', '/AuditEvent', alert(type, reason))).status !== 201) refused.push(type + reason)
    assert.deepEqual(refused, ['15', '24', '26'])
  })

  test('it is there for the privacy officer, with who sent it', async () => {
    const { call, state } = start()
    assert.equal((await call('POST', '/AuditEvent', alert('2', '5'))).text, '')
    const [seen] = service.controls.listAlerts(state, { nhsNumber: NHS_NUMBER })
    assert.deepEqual([seen!.organisation, seen!.type, seen!.reason, seen!.userId], ['A99901', '2', '5', '555254239107'])
  })

  test('what is missing is named', async () => {
    const { call } = start()
    const whole = alert('2', '5')
    const cases: [Record<string, unknown>, RegExp][] = [
      [{ id: undefined }, /^'id' element is missing'$/],
      [{ extension: [] }, /^Expecting exactly one 'extension'/],
      [{ type: {} }, /^'Type' element for/],
      [{ type: { ...whole.type, code: '3' } }, /^Invalid or missing value in field 'type.code'. Supported values are: 1, 2$/],
      [{ type: { ...whole.type, display: '' } }, /^Missing value 'type.display'/],
      [{ subtype: [] }, /^Expecting exactly one 'subtype'/],
      [{ subtype: [{ ...whole.subtype[0], system: 'x' }] }, /^Invalid or missing value in field 'subtype.system'/],
      [{ subtype: [{ ...whole.subtype[0], code: '7' }] }, /'subtype.code'. Supported values are: 1, 2, 3, 4, 5, 6$/],
      [{ recorded: undefined }, /^'recorded' element missing$/],
      [{ entity: [] }, /^Expecting exactly one 'entity' element$/],
      [{ entity: [{}] }, /entity.what.identifier.value/],
      [{ agent: whole.agent.slice(1) }, /^Missing 'agent' entry .*nhs-number/],
      [{ agent: [...whole.agent, whole.agent[1]] }, /^Expecting exactly one 'agent' entry .*ods-organization-code/],
      [{ agent: [{ ...whole.agent[0], requestor: true }, ...whole.agent.slice(1)] }, /^Missing or unsupported 'requestor'/],
      [{ agent: [...whole.agent.slice(0, 2), { ...whole.agent[2], role: [] }] }, /^Expecting at least one 'role'/],
      [{ agent: [...whole.agent.slice(0, 2), { ...whole.agent[2], role: [{}] }] }, /^Expecting at least one non empty 'role'/],
    ]
    for (const [changes, words] of cases) {
      const answer = await call('POST', '/AuditEvent', { ...whole, ...changes })
      assert.equal(answer.status, 400)
      assert.match(answer.words!, words)
    }
  })
})

describe('SCR: who may call, and how', () => {
  test('a token that is not let in is told by the gateway', async () => {
    const { call } = start()
    const words = async (authorization: string | undefined) => {
      const answer = await call('GET', `/DocumentReference?patient=${NUMBER_SYSTEM}|${NHS_NUMBER}`, undefined, { authorization })
      assert.deepEqual([answer.status, answer.headers.get('content-type'), answer.body.issue[0].details.coding[0].code], [401, 'application/json', 'ACCESS_DENIED'])
      return answer.body.issue[0].details.coding[0].display
    }
    assert.equal(await words('Bearer old'), 'Access Token expired')
    assert.equal(await words('Bearer nobody'), 'Invalid Access Token')
    assert.equal(await words('Bearer weak'), 'Invalid API call as no apiproduct match found')
    assert.equal(await words(undefined), 'Missing access token')
  })

  test('an application alone reads and uploads, and neither sets permissions nor sends alerts', async () => {
    const { call, summary } = start()
    const app = { authorization: 'Bearer app' }
    const { id, bundle } = summary()
    assert.equal((await call('POST', '/Bundle', bundle, app)).status, 201)
    assert.equal((await call('GET', `/DocumentReference?patient=${NUMBER_SYSTEM}|${NHS_NUMBER}`, undefined, app)).body.total, 1)
    assert.equal((await call('GET', `/Bundle?composition.identifier=${id}&composition.subject:Patient.identifier=${NUMBER_SYSTEM}|${NHS_NUMBER}`, undefined, app)).body.total, 5)
    for (const path of ['/$setPermission', '/AuditEvent']) {
      const answer = await call('POST', path, permissionOf(NHS_NUMBER, 'No'), app)
      assert.equal(answer.status, 401)
      assert.match(answer.body.issue[0].diagnostics, /^Your app has insufficient permissions/)
    }
  })

  test('somebody with two roles says in which they act', async () => {
    const { call } = start()
    const as = (urid?: string) => call('GET', `/DocumentReference?patient=${NUMBER_SYSTEM}|${NHS_NUMBER}`, undefined, { authorization: 'Bearer two-roles', 'nhsd-session-urid': urid })
    assert.equal((await as('555254240201')).status, 200)
    const answer = await as()
    assert.deepEqual([answer.status, answer.body.issue[0].details.coding[0].code], [401, 'INVALID_VALUE'])
    assert.match(answer.body.issue[0].diagnostics, /^multiple roles found in user info/)
  })

  test('ids are echoed, made up when absent, and refused when they are no UUIDs', async () => {
    const { call } = start()
    const path = `/DocumentReference?patient=${NUMBER_SYSTEM}|${NHS_NUMBER}`
    const id = '11c46f5f-cdef-4865-94b2-0ee0edcc26da'
    assert.equal((await call('GET', path, undefined, { 'x-correlation-id': id })).headers.get('x-correlation-id'), id)
    assert.match((await call('GET', path)).headers.get('x-request-id')!, /^[0-9A-F-]{36}$/)
    const wrong = await call('GET', path, undefined, { 'x-request-id': 'r1' })
    assert.equal(wrong.status, 400)
    assert.match(wrong.words!, /^Invalid X-Request-ID. Should be a UUIDv4 matching/)
  })

  test('parameters are looked at one by one', async () => {
    const { call, find } = start()
    assert.equal((await call('GET', '/DocumentReference')).words, "Required request parameter 'patient' for method parameter type String is not present")
    assert.equal((await call('GET', '/DocumentReference?patient=9990548609')).words, "Invalid value - 9990548609 in field 'patient'")
    for (const wrong of ['type=x', '_sort=-date', '_count=2']) {
      const [name, value] = wrong.split('=')
      assert.equal((await find(NHS_NUMBER, `&${wrong}`)).words, `Invalid value - ${value} in field '${name}'`)
    }
    assert.match((await call('GET', '/Bundle?composition.identifier=x')).words!, /composition.subject:Patient.identifier/)
  })

  test('other paths and methods are told from each other', async () => {
    const { call } = start()
    assert.deepEqual([(await call('GET', '/Patient')).status, (await call('GET', '/Patient')).body.issue[0].code], [404, 'not-found'])
    const wrong = await call('DELETE', '/Bundle')
    assert.deepEqual([wrong.status, wrong.headers.get('allow'), wrong.words], [405, 'GET,POST', "Request method 'DELETE' not supported"])
  })

  test('five a second, once the limit is set', async () => {
    const { find, state, environment } = start()
    environment.clock.set(Date.parse('2026-03-10T12:00:00Z'))
    service.controls.limitRate(state, { perSecond: 5 })
    const statuses: number[] = []
    for (let at = 0; at < 6; at++) statuses.push((await find()).status)
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
    environment.clock.advance(1000)
    assert.equal((await find()).status, 200)
  })
})

test('XHTML is well-formed or it is not', () => {
  for (const right of ['<div><p>a &amp; b</p><br/></div>', '<div xmlns="http://www.w3.org/1999/xhtml"><td colspan="2"/></div>']) assert.equal(isWellFormed(right), true, right)
  for (const wrong of ['<div><p></div></p>', '<div>a & b</div>', '<div>&nbsp;</div>', '<div><br></div>', '<div>2 < 3</div>', 'text', '<p/><p/>']) assert.equal(isWellFormed(wrong), false, wrong)
})
