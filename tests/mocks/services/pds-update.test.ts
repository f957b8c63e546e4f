import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { joan } from './pds-caller.ts'
import { OLD_NAME, PHARMACY, world } from './pds-update-world.ts'

describe('PDS: what an update must carry', () => {
  it('needs If-Match in the form of a version', async () => {
    const { patch, last } = world()
    const gender = [{ op: 'replace', path: '/gender', value: 'male' }]
    for (const ifMatch of [null, '"2"', '2']) {
      const answer = await patch(gender, { headers: { 'if-match': ifMatch } })
      assert.deepEqual([answer.status, answer.code], [412, 'PRECONDITION_FAILED'])
      assert.equal(answer.diagnostics, 'Invalid request with error - If-Match header must be supplied to update this resource')
    }
    assert.equal(last().violations[0]?.rule, 'malformed-if-match')
    assert.equal(last().processed, false)
  })

  it('needs the media type of a JSON patch', async () => {
    const { patch } = world()
    for (const type of ['application/bananas', 'application/json', null]) {
      const answer = await patch([{ op: 'replace', path: '/gender', value: 'male' }], { headers: { 'content-type': type } })
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, 'UNSUPPORTED_SERVICE', undefined])
    }
  })

  it('needs patches inside the wrapper', async () => {
    const { patch } = world()
    for (const body of [{}, { patches: [] }, [{ op: 'replace', path: '/gender', value: 'male' }], 'not json']) {
      const answer = await patch(undefined, { body })
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, 'INVALID_UPDATE', 'Invalid update with error - No patches found'])
    }
  })

  it('names what is wrong with a patch', async () => {
    const { patch } = world()
    const cases: [unknown, string, string][] = [
      [{ op: 'bad_value', path: 'not a path' }, 'INVALID_VALUE', "Invalid value - 'bad_value' in field '0/op'"],
      [{ op: 'move', from: '/name/0', path: '/name/1' }, 'INVALID_VALUE', "Invalid value - 'move' in field '0/op'"],
      [{ path: '/gender', value: 'male' }, 'MISSING_VALUE', "Missing value - '0/op'"],
      [{ op: 'replace', path: '/gender' }, 'MISSING_VALUE', "Missing value - '0/value'"],
      [{ op: 'add', path: '/pets', value: 'cat' }, 'INVALID_UPDATE', "Invalid update with error - Update unsupported for resource - 'pets'"],
      [{ op: 'replace', path: '/id', value: '9990000018' }, 'INVALID_UPDATE', "Invalid update with error - Update unsupported for resource - 'id'"],
    ]
    for (const [one, code, words] of cases) {
      const answer = await patch([one])
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, code, words])
    }
  })

  it('is not for applications, and for patients only on their own record', async () => {
    const { patch, token, last } = world()
    const gender = [{ op: 'replace', path: '/gender', value: 'male' }]
    const application = await patch(gender, { as: 'application' })
    assert.deepEqual([application.status, application.code], [403, 'INVALID_METHOD'])
    assert.equal(application.display, 'Cannot update resource with application-restricted access token')
    assert.equal(application.diagnostics, 'Your app has insufficient permissions to use this method. Please contact support.')
    assert.equal(last().violations[0]?.rule, 'application-updates')
    token('stranger', { kind: 'patient', nhsNumber: '9990000018', proofing: 'P9' })
    assert.equal((await patch(gender, { as: 'stranger' })).display, 'Patient cannot perform this action')
  })

  it('finds no unknown, invalidated or superseded record', async () => {
    const { patch, call, put, controls, state, nhsNumber } = world()
    const gender = [{ op: 'replace', path: '/gender', value: 'male' }]
    const options = { headers: { 'content-type': 'application/json-patch+json', 'if-match': 'W/"2"' }, body: { patches: gender } }
    assert.equal((await call('PATCH', '/Patient/9000000000', options)).code, 'INVALID_RESOURCE_ID')
    assert.equal((await call('PATCH', '/Patient/9990000018', options)).code, 'RESOURCE_NOT_FOUND')
    const kept = put(joan({ family: 'Kept' }))
    controls.supersede(state, { old: nhsNumber, new: kept.nhsNumber })
    const superseded = await patch(gender)
    assert.deepEqual([superseded.status, superseded.code], [403, 'FORBIDDEN_UPDATE'])
    assert.equal(superseded.diagnostics, 'Forbidden update with error - Update Failed - NHS No. supplied has been superseded in a merge')
    controls.invalidate(state, { nhsNumber: kept.nhsNumber })
    assert.equal((await call('PATCH', `/Patient/${kept.nhsNumber}`, options)).code, 'INVALIDATED_RESOURCE')
  })
})

describe('PDS: the version of a record', () => {
  it('rises by one with an update, which gives the new record and ETag', async () => {
    const { patch, record, controls, state, environment, nhsNumber } = world()
    const requestId = randomUUID()
    const answer = await patch([{ op: 'replace', path: '/gender', value: 'unknown' }], { headers: { 'x-request-id': requestId } })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('etag'), 'W/"3"')
    assert.equal(answer.body.meta.versionId, '3')
    assert.equal(answer.body.gender, 'unknown')
    assert.equal(record().version, 3)
    const by = controls.changes(state, { nhsNumber }, environment).at(-1)!.by
    assert.deepEqual(by, { kind: 'healthcare-worker', applicationId: 'gp-system', requestId, userId: '555254239511', roleId: '555254240504', organisation: 'A99901' })
  })

  it('refuses an update of a version that somebody else has changed, and keeps their change', async () => {
    const { patch, controls, state, environment, nhsNumber, record, last } = world()
    controls.changePatient(state, { nhsNumber, by: 'RZ9', address: { line: ['9 New Road', 'Leeds'], postcode: 'LS2 1AA' } }, environment)
    const answer = await patch([{ op: 'replace', path: '/gender', value: 'male' }], { headers: { 'if-match': 'W/"2"' } })
    assert.deepEqual([answer.status, answer.code], [409, 'RESOURCE_VERSION_MISMATCH'])
    assert.deepEqual(last().violations, [], 'somebody being faster is not the caller\'s fault')
    assert.equal(record().version, 3)
    assert.equal(record().patient.address![0]!.postalCode, 'LS2 1AA')
    assert.equal(record().patient.gender, 'female')
  })

  it('applies all patches or none', async () => {
    const { patch, record, nameId } = world()
    const answer = await patch([
      { op: 'replace', path: '/gender', value: 'male' },
      { op: 'test', path: '/name/1/id', value: nameId },
      { op: 'remove', path: '/name/1' },
    ])
    assert.equal(answer.diagnostics, "Invalid update with error - Invalid patch - index '1' is out of bounds")
    assert.equal(record().version, 2)
    assert.equal(record().patient.gender, 'female')
  })
})

describe('PDS: adding', () => {
  it('adds at the end of a list, gives an id, and tidies', async () => {
    const { patch, last } = world()
    const answer = await patch([{ op: 'add', path: '/name/-', value: OLD_NAME }])
    assert.equal(answer.status, 200)
    const added = answer.body.name.find((name: { use: string }) => name.use === 'old')
    assert.match(added.id, /^[0-9A-F]{8}$/)
    assert.deepEqual(added.prefix, ['Dr'], 'a trailing full stop is dropped')
    assert.deepEqual(last().violations, [])
  })

  it('dates what has no period from today, and notes an object id the caller made up', async () => {
    const { patch, last } = world({ email: undefined })
    const answer = await patch([{ op: 'add', path: '/telecom/-', value: { id: 'MINE', system: 'email', use: 'home', value: 'joan@example.com' } }])
    const added = answer.body.telecom.find((telecom: { system: string }) => telecom.system === 'email')
    assert.equal(added.period.start, new Date().toISOString().slice(0, 10))
    assert.notEqual(added.id, 'MINE')
    assert.equal(last().violations[0]?.rule, 'addition-with-object-id')
  })

  it('refuses an index other than the end, and a whole list', async () => {
    const { patch, record, last } = world()
    for (const path of ['/name/0', '/name/1', '/name']) {
      const answer = await patch([{ op: 'add', path, value: OLD_NAME }])
      assert.deepEqual([answer.status, answer.code], [400, 'INVALID_UPDATE'])
      assert.equal(last().violations[0]?.rule, 'addition-not-at-the-end')
    }
    assert.equal(record().patient.name!.length, 1)
  })

  it('adds to a part of an item only with the id of the item', async () => {
    const { patch, nameId } = world()
    const refused = await patch([{ op: 'add', path: '/name/0/given/-', value: 'Rose' }])
    assert.equal(refused.diagnostics, 'Invalid update with error - no id or url found for path with root /name/0')
    const answer = await patch([
      { op: 'add', path: '/name/0/id', value: nameId },
      { op: 'add', path: '/name/0/given/0', value: 'Rose' },
      { op: 'add', path: '/name/0/suffix/0', value: 'MBE' },
    ])
    assert.deepEqual([answer.body.name[0].given, answer.body.name[0].suffix], [['Rose', 'Joan', 'Mary'], ['MBE']])
  })
})

describe('PDS: replacing', () => {
  it('replaces parts of an item with its id, and keeps when it began', async () => {
    const { patch, addressId } = world()
    const answer = await patch([
      { op: 'replace', path: '/address/0/id', value: addressId },
      { op: 'replace', path: '/address/0/line/0', value: '2 Whitehall Quay' },
      { op: 'replace', path: '/address/0/postalCode', value: 'LS1 4BU' },
    ])
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.address[0].line, ['2 Whitehall Quay', 'Boar Lane', 'Leeds'])
    assert.equal(answer.body.address[0].period.start, '2020-01-01')
  })

  it('replaces a whole item by its id', async () => {
    const { patch, mobile, patient } = world()
    const at = patient.telecom!.indexOf(mobile!)
    const answer = await patch([{ op: 'replace', path: `/telecom/${at}`, value: { id: mobile!.id, system: 'phone', use: 'mobile', value: '07700900999' } }])
    assert.equal(answer.status, 200)
    assert.equal(answer.body.telecom[at].value, '07700900999')
    assert.equal(answer.body.telecom[at].id, mobile!.id)
    assert.equal(answer.body.telecom[at].period.start, new Date().toISOString().slice(0, 10))
  })

  it('refuses a change without the id, with another id, or where nothing is', async () => {
    const { patch, addressId } = world()
    const line = { op: 'replace', path: '/address/0/line/0', value: '2 Whitehall Quay' }
    const cases: [unknown[], string][] = [
      [[line], 'no id or url found for path with root /address/0'],
      [[{ op: 'replace', path: '/address/0/id', value: '123456' }], "no 'address' resources with object id '123456'"],
      [[{ op: 'replace', path: '/address/0/id', value: '123456' }, line], "no 'address' resources with object id '123456'"],
      [[{ op: 'replace', path: '/address/0', value: { use: 'home', line: ['1 A Street', 'Leeds'] } }], 'no id or url found for path with root /address/0'],
      [[{ op: 'replace', path: '/address/3/id', value: addressId }, { op: 'replace', path: '/address/3/postalCode', value: 'LS1 4BU' }], "Invalid patch - index '3' is out of bounds"],
      [[{ op: 'replace', path: '/address/0/id', value: addressId }, { op: 'replace', path: '/address/0/text', value: 'x' }], "Invalid patch - can't replace non-existent object 'text'"],
    ]
    for (const [patches, words] of cases) {
      const answer = await patch(patches)
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, 'INVALID_UPDATE', `Invalid update with error - ${words}`])
    }
    const without = world({ address: undefined })
    const answer = await without.patch([{ op: 'replace', path: '/address/0/id', value: '456' }, line])
    assert.equal(answer.diagnostics, "Invalid update with error - Invalid patch - index '0' is out of bounds")
  })
})

describe('PDS: removing', () => {
  it('removes an item right after a test of its id, of its url, or of the whole', async () => {
    const { patch, record } = world()
    const added = await patch([{ op: 'add', path: '/name/-', value: OLD_NAME }])
    const { id } = added.body.name[1]
    assert.equal((await patch([{ op: 'test', path: '/name/1/id', value: id }, { op: 'remove', path: '/name/1' }])).status, 200)
    assert.equal((await patch([{ op: 'test', path: '/extension/0/url', value: PHARMACY }, { op: 'remove', path: '/extension/0' }])).status, 200)
    assert.equal(record().patient.extension, undefined)
    const { telecom } = record().patient
    assert.equal((await patch([{ op: 'test', path: '/telecom/0', value: telecom![0] }, { op: 'remove', path: '/telecom/0' }])).status, 200)
    assert.equal(record().patient.telecom!.length, telecom!.length - 1)
    assert.equal(record().version, 6)
  })

  it('refuses a removal without the test, or with something in between', async () => {
    const { patch, nameId, last } = world()
    const first = await patch([{ op: 'remove', path: '/name/1' }])
    assert.equal(first.diagnostics, "Invalid update with error - removal '/name/1' is not immediately preceded by equivalent test - instead it is the first item")
    const between = await patch([
      { op: 'test', path: '/name/0/id', value: nameId },
      { op: 'replace', path: '/gender', value: 'male' },
      { op: 'remove', path: '/name/0' },
    ])
    assert.equal(between.code, 'INVALID_UPDATE')
    assert.equal(last().violations[0]?.rule, 'removal-without-test')
    const other = await patch([{ op: 'test', path: '/telecom/0/system', value: 'phone' }, { op: 'remove', path: '/telecom/0' }])
    assert.equal(other.code, 'INVALID_UPDATE')
  })

  it('goes through the patches one after the other: the published three names', async () => {
    const names = ['Irwin', 'Bruce', 'Sharpe'].map((family) => ({ op: 'add', path: '/name/-', value: { use: 'old', period: { start: '2019-12-31' }, family } }))
    const { patch } = world()
    const { body } = await patch(names)
    const remove = (index: number, family: string) => [
      { op: 'test', path: `/name/${index}/id`, value: body.name.find((name: { family: string }) => name.family === family).id },
      { op: 'remove', path: `/name/${index}` },
    ]
    const failing = await patch([...remove(1, 'Irwin'), ...remove(2, 'Bruce')])
    assert.match(failing.diagnostics!, /^Invalid update with error - Invalid patch - '[0-9A-F]{8}' \(<class 'str'>\) is not equal to tested value '[0-9A-F]{8}' \(<class 'str'>\)$/)
    const answer = await patch([...remove(1, 'Irwin'), ...remove(1, 'Bruce')])
    assert.deepEqual(answer.body.name.map((name: { family: string }) => name.family), ['Okafor', 'Sharpe'])
  })

  it('takes part of an item away with the id of the item, and knows what is not there', async () => {
    const { patch, nameId } = world({ suffix: 'MBE' })
    const suffix = [{ op: 'test', path: '/name/0/id', value: nameId }, { op: 'remove', path: '/name/0/suffix/0' }]
    assert.equal((await patch(suffix)).body.name[0].suffix, undefined)
    assert.equal((await patch(suffix)).diagnostics, "Invalid update with error - Invalid patch - can't remove non-existent object '0'")
  })
})
