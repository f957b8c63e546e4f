import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { joan, pds } from './pds-caller.ts'

const PHARMACY = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy'
const DEATH = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus'
const COMMUNICATION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication'

const OLD_NAME = { use: 'old', period: { start: '2019-12-31' }, prefix: ['Dr.'], given: ['Joe', 'Horation', 'Maximus'], family: 'Bloggs', suffix: ['PhD'] }

/** A PDS with Joan on it, and her record at hand. */
function world(changes: Record<string, unknown> = {}) {
  const service = pds()
  const { nhsNumber, patient } = service.put(joan(changes))
  const { id: nameId } = patient.name![0]!
  const { id: addressId } = patient.address?.[0] ?? {}
  const mobile = patient.telecom?.find(({ use }) => use === 'mobile')
  return {
    ...service,
    nhsNumber,
    patient,
    nameId,
    addressId,
    mobile,
    patch: (patches: unknown, options?: Parameters<typeof service.patch>[2]) => service.patch(nhsNumber, patches, options),
    record: () => service.read(nhsNumber),
  }
}

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

describe('PDS: business rules of an update', () => {
  const forbidden = async (patches: unknown[], words: string, changes?: Record<string, unknown>) => {
    const { patch, record } = world(changes)
    const answer = await patch(patches)
    assert.deepEqual([answer.status, answer.code, answer.diagnostics], [403, 'FORBIDDEN_UPDATE', `Forbidden update with error - ${words}`])
    assert.equal(answer.body.issue[0].severity, 'information')
    assert.equal(record().version, 2)
  }
  const refused = async (patches: unknown[], code: string, words: RegExp, changes?: Record<string, unknown>) => {
    const { patch, record } = world(changes)
    const answer = await patch(patches)
    assert.deepEqual([answer.status, answer.code], [400, code], answer.diagnostics)
    assert.match(answer.diagnostics!, words)
    assert.equal(record().version, 2)
  }
  const add = (list: string, value: unknown) => [{ op: 'add', path: `/${list}/-`, value }]

  it('names: one usual, which stays; allowed characters', async () => {
    await forbidden(add('name', { ...OLD_NAME, use: 'usual' }), 'multiple usual names cannot be added')
    const { patch, patient } = world()
    const answer = await patch([{ op: 'test', path: '/name/0', value: { ...patient.name![0], suffix: [] } }, { op: 'remove', path: '/name/0' }])
    assert.equal(answer.diagnostics, 'Forbidden update with error - not permitted to remove usual name')
    await refused(add('name', { ...OLD_NAME, family: 'O`Brien' }), 'UNSUPPORTED_CHARACTERS_IN_FIELD', /name\/1\/family/)
    await refused(add('name', { use: 'old' }), 'MISSING_VALUE', /^Missing value - 'name\/1\/family'$/)
    await refused(add('name', { ...OLD_NAME, given: ['One', 'Two', 'Three', 'Four', 'Five', 'six'] }), 'TOO_MANY_VALUES_SUBMITTED', /^Too many values submitted - \['One', 'Two', 'Three', 'Four', 'Five', 'six'\] in field 'name\/1\/given'$/)
    await refused(add('name', { ...OLD_NAME, pets: 1 }), 'ADDITIONAL_PROPERTIES', /\('pets' was unexpected\)$/)
  })

  it('gender and date of birth: not removed, and valid', async () => {
    await forbidden([{ op: 'remove', path: '/gender' }], "source not permitted to remove 'gender'")
    await forbidden([{ op: 'test', path: '/birthDate', value: '1962-07-10' }, { op: 'remove', path: '/birthDate' }], "source not permitted to remove 'birthDate'")
    await refused([{ op: 'replace', path: '/gender', value: 'other' }], 'INVALID_VALUE', /^Invalid value - 'other' in field 'gender'$/)
    await refused([{ op: 'replace', path: '/birthDate', value: '19620710' }], 'INVALID_VALUE', /^Invalid value - '19620710' in field 'birthDate'$/)
    await refused([{ op: 'replace', path: '/birthDate', value: '2999-01-01' }], 'INVALID_UPDATE', /future/)
  })

  it('addresses: one of each use, an end for temporary ones, enough lines', async () => {
    const temp = { use: 'temp', text: 'Holiday Home', period: { start: '2024-01-01', end: '2024-02-01' }, line: ['2 Sea View', 'Whitby'], postalCode: 'YO21 1AA' }
    const { patch } = world()
    assert.equal((await patch(add('address', temp))).status, 200)
    await forbidden(add('address', { use: 'home', line: ['1 Road', 'Leeds'] }), 'multiple home addresses cannot be added')
    await refused(add('address', { ...temp, period: { start: '2024-01-01' } }), 'MISSING_VALUE', /'address\/1\/period\/end'/)
    await refused(add('address', { ...temp, period: { start: '2024-01-01', end: '2024-12-31' } }), 'INVALID_UPDATE', /90 days/)
    await refused(add('address', { ...temp, text: 'Castle' }), 'INVALID_VALUE', /'Castle' in field 'address\/1\/text'/)
    await refused(add('address', { ...temp, line: ['Whitby'] }), 'INVALID_UPDATE', /address lines 1 and 4 or 2 and 4/)
    await refused(add('address', { ...temp, use: 'work' }), 'UNSUPPORTED_VALUE', /work/)
    await refused(add('address', { ...temp, period: { start: '2024-02-01', end: '2024-01-01' } }), 'INVALID_UPDATE', /end date must not be before start date/)
  })

  it('drops empty address lines', async () => {
    const { patch } = world({ address: undefined })
    const answer = await patch(add('address', { use: 'home', line: ['', '23 Mill Lane', '', 'Leeds', ''], postalCode: 'LS1 6AE' }))
    assert.deepEqual(answer.body.address[0].line, ['23 Mill Lane', 'Leeds'])
  })

  it('leaves bad data alone that was there before', async () => {
    const { patch, patient } = world({ temporaryAddress: { line: ['No End'], postcode: 'LS1 1AA' } })
    const answer = await patch([
      { op: 'test', path: '/address/0', value: patient.address![0] },
      { op: 'remove', path: '/address/0' },
      { op: 'add', path: '/address/-', value: { use: 'home', line: ['5 New Street', 'Leeds'], postalCode: 'LS3 1AA' } },
    ])
    assert.equal(answer.status, 200, answer.diagnostics)
    assert.equal(answer.body.address[0].postalCode, 'LS3 1AA')
  })

  it('contact details: one of a kind, valid email', async () => {
    await forbidden(add('telecom', { system: 'phone', use: 'mobile', value: '07700900002' }), 'multiple mobile phone telecoms cannot be added')
    await refused(add('telecom', { system: 'email', use: 'work', value: 'testemail' }), 'INVALID_UPDATE', /email format is invalid$/)
    await refused(add('telecom', { system: 'pager', value: '1' }), 'INVALID_VALUE', /'pager' in field 'telecom\/2\/system'/)
    await refused(add('contact', { relationship: [{ coding: [{ code: 'N' }] }], telecom: [{ system: 'phone', value: '1' }] }), 'INVALID_VALUE', /'N' in field/)
    await refused(add('contact', { relationship: [{ coding: [{ code: 'C' }] }], telecom: [{ system: 'phone', use: 'home', value: '1' }] }), 'INVALID_VALUE', /use/)
  })

  it('death: date and notification together, never formal, and final once formal', async () => {
    const notification = (code: string) => ({
      url: DEATH,
      extension: [{ url: 'deathNotificationStatus', valueCodeableConcept: { coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus', version: '1.0.0', code }] } }],
    })
    const date = { op: 'add', path: '/deceasedDateTime', value: '2024-02-01' }
    const { patch } = world()
    const answer = await patch([...add('extension', notification('1')), date])
    assert.equal(answer.status, 200, answer.diagnostics)
    assert.equal(answer.body.deceasedDateTime, '2024-02-01T00:00:00+00:00')
    assert.equal(answer.body.extension.at(-1).extension[1].url, 'systemEffectiveDate')
    await refused([date], 'INVALID_UPDATE', /requires a death notification/)
    await refused(add('extension', notification('1')), 'INVALID_UPDATE', /requires a deceasedDateTime/)
    await refused([...add('extension', notification('1')), { ...date, value: '2024-02-01T00:00:00+01:00' }], 'INVALID_VALUE', /^Invalid value - '2024-02-01T00:00:00\+01:00' in field 'deceasedDateTime'$/)
    await refused([...add('extension', notification('U')), date], 'UNSUPPORTED_VALUE', /'U'/)
    await forbidden([...add('extension', notification('2')), date], 'source not permitted to set a formal death notification')
    await forbidden([{ op: 'replace', path: '/deceasedDateTime', value: '2024-02-02' }], 'not permitted to update a formal death notification', { death: { date: '2024-02-01', status: 'formal' } })
  })

  it('organisations: open GP practices and pharmacies only', async () => {
    const { patch, patient } = world()
    const practice = (value: string) => [{ op: 'replace', path: '/generalPractitioner/0', value: { id: patient.generalPractitioner![0]!.id, type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value } } }]
    const moved = await patch(practice('A99902'))
    assert.equal(moved.status, 200, moved.diagnostics)
    assert.equal(moved.body.generalPractitioner[0].identifier.value, 'A99902')
    for (const code of ['A99903', 'FZ901', 'X12345']) assert.equal((await patch(practice(code))).code, 'INVALID_VALUE', code)
    const pharmacy = (value: string) => ({ url: PHARMACY, valueReference: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value } } })
    await refused(add('extension', pharmacy('FZ903')), 'INVALID_VALUE', /'FZ903'/, { nominatedPharmacy: undefined })
    await forbidden(add('extension', pharmacy('FZ902')), 'multiple pharmacies of the same type cannot be added')
    const replaced = await patch([{ op: 'replace', path: '/extension/0', value: pharmacy('FZ902') }])
    assert.equal(replaced.status, 200, replaced.diagnostics)
    await forbidden(
      [{ op: 'test', path: '/generalPractitioner/0/identifier/value', value: 'A99901' }, { op: 'test', path: '/generalPractitioner/0', value: world().patient.generalPractitioner![0] }, { op: 'remove', path: '/generalPractitioner/0' }],
      "source not permitted to remove 'generalPractitioner'",
    )
  })

  it('communication: not English, and an interpreter is not taken back', async () => {
    const language = (code: string) => ({ url: COMMUNICATION, extension: [{ url: 'language', valueCodeableConcept: { coding: [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage', code }] } }] })
    await refused(add('extension', language('en')), 'INVALID_VALUE', /'en'/)
    await refused(add('extension', language('qa')), 'INVALID_VALUE', /'qa'/)
    const { patch } = world({ language: 'vi', interpreter: true, nominatedPharmacy: undefined })
    const answer = await patch([{ op: 'replace', path: '/extension/0/extension/1', value: { url: ' ', valueBoolean: false } }])
    assert.equal(answer.diagnostics, 'Invalid update with error - interpreterRequired cannot be removed')
    const changed = await patch([{ op: 'replace', path: '/extension/0/extension/1', value: { url: 'interpreterRequired', valueBoolean: false } }])
    assert.equal(changed.status, 200, changed.diagnostics)
  })

  it('sensitive records are not updated by a practice', async () => {
    await forbidden([{ op: 'replace', path: '/gender', value: 'male' }], 'source not permitted to update a sensitive record', { sensitivity: 'restricted' })
  })
})

describe('PDS: what patients may update', () => {
  it('mobile number, email, pharmacy; not gender, name or home telephone', async () => {
    const { patch, token, nhsNumber, mobile, patient } = world({ phone: '01132000000' })
    token('self', { kind: 'patient', nhsNumber, proofing: 'P9' })
    const at = patient.telecom!.indexOf(mobile!)
    const words = 'Invalid update with error - This user does not have permission to update the fields in the patches provided.'
    const home = patient.telecom!.findIndex(({ use, system }) => use === 'home' && system === 'phone')
    const cases = [
      [{ op: 'replace', path: '/gender', value: 'male' }],
      [{ op: 'add', path: '/name/-', value: OLD_NAME }],
      [{ op: 'test', path: `/telecom/${home}/id`, value: patient.telecom![home]!.id }, { op: 'remove', path: `/telecom/${home}` }],
      [{ op: 'replace', path: `/telecom/${at}/id`, value: mobile!.id }, { op: 'replace', path: `/telecom/${at}/value`, value: '07700900999' }],
    ]
    for (const patches of cases) {
      const answer = await patch(patches, { as: 'self' })
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, 'INVALID_UPDATE', words])
    }
    const answer = await patch([{ op: 'replace', path: `/telecom/${at}`, value: { ...mobile, value: '07700900999' } }], { as: 'self' })
    assert.equal(answer.status, 200, answer.diagnostics)
  })
})

describe('PDS: slow updates and repeated requests', () => {
  const MOBILE = [{ op: 'replace', path: '/gender', value: 'unknown' }]

  it('gives the first result to the same X-Request-ID, without updating twice', async () => {
    const { patch, record } = world()
    const headers = { 'x-request-id': randomUUID(), 'if-match': 'W/"2"' }
    const first = await patch(MOBILE, { headers })
    const second = await patch(MOBILE, { headers })
    assert.deepEqual([first.status, second.status], [200, 200])
    assert.deepEqual(second.body, first.body)
    assert.equal(record().version, 3)
  })

  it('does not carry out another update under an X-Request-ID it knows, and says so', async () => {
    const { patch, record, last } = world()
    const headers = { 'x-request-id': randomUUID() }
    await patch(MOBILE, { headers })
    const second = await patch([{ op: 'replace', path: '/gender', value: 'male' }], { headers })
    assert.equal(second.status, 200)
    assert.equal(second.body.gender, 'unknown')
    assert.equal(record().version, 3)
    assert.equal(last().violations[0]?.rule, 'request-id-reused')
  })

  it('answers 503 with Retry-After when an update takes long, and the result when asked again in time', async () => {
    const { patch, record, controls, state, environment, nhsNumber, last } = world()
    controls.slowUpdates(state, { nhsNumber, seconds: 12, retryAfter: 3 })
    const headers = { 'x-request-id': randomUUID(), 'if-match': 'W/"2"' }
    const slow = await patch(MOBILE, { headers })
    assert.deepEqual([slow.status, slow.code, slow.headers.get('retry-after')], [503, 'SERVICE_UNAVAILABLE', '3'])
    assert.match(slow.diagnostics!, /Using the same 'X-Request-ID' header, retry your request/)
    assert.equal(record().version, 2, 'it has not taken effect yet')
    assert.equal((await patch(MOBILE, { headers })).status, 503)
    assert.equal(last().violations[0]?.rule, 'retried-too-early')
    environment.clock.advance(13_000)
    const answer = await patch(MOBILE, { headers })
    assert.deepEqual([answer.status, answer.body.gender], [200, 'unknown'])
    assert.deepEqual(last().violations, [])
    assert.equal(record().version, 3)
  })

  it('takes effect although nobody asks again', async () => {
    const { patch, get, controls, state, environment, nhsNumber } = world()
    controls.slowUpdates(state, { seconds: 12 })
    await patch(MOBILE)
    environment.clock.advance(12_001)
    assert.equal((await get(`/Patient/${nhsNumber}`)).body.gender, 'unknown')
  })

  it('makes a second update under a new X-Request-ID wait its turn, and lose', async () => {
    const { patch, record, controls, state } = world()
    controls.slowUpdates(state, { seconds: 12 })
    assert.equal((await patch(MOBILE, { headers: { 'if-match': 'W/"2"' } })).status, 503)
    assert.equal((await patch(MOBILE, { headers: { 'if-match': 'W/"2"' } })).status, 409)
    assert.equal(record().version, 3)
  })

  it('waits as long as X-Sync-Wait asks, within its bounds', async () => {
    const { patch, controls, state } = world()
    controls.slowUpdates(state, { seconds: 12, times: 3 })
    assert.equal((await patch(MOBILE, { headers: { 'x-sync-wait': '20' } })).status, 200)
    assert.equal((await patch([{ op: 'replace', path: '/gender', value: 'male' }], { headers: { 'x-sync-wait': '60' } })).status, 503, 'out of bounds: 10 s hold')
  })

  it('carries out an update whose answer a fault loses, and repeats the result', async () => {
    const { patch, environment, record, nhsNumber } = world()
    environment.faults.inject({ service: 'pds', operation: 'updatePatient', subject: nhsNumber, kind: 'error', name: 'SERVICE_UNAVAILABLE', processed: true })
    const headers = { 'x-request-id': randomUUID(), 'if-match': 'W/"2"' }
    const lost = await patch(MOBILE, { headers })
    assert.deepEqual([lost.status, lost.headers.get('retry-after')], [503, '5'])
    assert.equal((await patch(MOBILE, { headers })).status, 200)
    assert.equal(record().version, 3)
  })
})
