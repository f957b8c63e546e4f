import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { COMMUNICATION, DEATH, OLD_NAME, PHARMACY, world } from './pds-update-world.ts'

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
