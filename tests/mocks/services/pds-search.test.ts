import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { soundex } from '../../../mocks/services/pds/search/soundex.ts'
import { joan, pds } from './pds-caller.ts'

/** A PDS with Joan and a few others on it, and a search that takes its parameters as an object. */
function world() {
  const service = pds()
  const { nhsNumber } = service.put(joan())
  const search = async (parameters: Record<string, string | string[]>, options: Parameters<typeof service.get>[1] = {}) => {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(parameters)) for (const one of [value].flat()) query.append(name, one)
    const answer = await service.get(`/Patient?${query}`, options)
    return { ...answer, found: (answer.body.entry ?? []).map((entry: { resource: { id: string } }) => entry.resource.id) as string[] }
  }
  return { ...service, nhsNumber, search }
}

const FAMILY = { family: 'Okafor', birthdate: 'eq1962-07-10' }

describe('PDS: what a search must ask', () => {
  it('words each thing that is wrong', async () => {
    const { search, last } = world()
    const cases: [Record<string, string | string[]>, string, string | undefined][] = [
      [{}, 'UNSUPPORTED_SERVICE', undefined],
      [{ ...FAMILY, year: '2003' }, 'ADDITIONAL_PROPERTIES', "Invalid request with error - Additional properties are not allowed ('year' was unexpected)"],
      [{ model: 'focus', year: '2003' }, 'ADDITIONAL_PROPERTIES', "Invalid request with error - Additional properties are not allowed ('model', 'year' were unexpected)"],
      [{ ...FAMILY, birthdate: '20101022' }, 'INVALID_VALUE', "Invalid value - '20101022' in field 'birthdate'"],
      [{ ...FAMILY, birthdate: 'eq2010-02-30' }, 'INVALID_VALUE', "Invalid value - 'eq2010-02-30' in field 'birthdate'"],
      [{ family: 'Okafor', 'death-date': '20101022' }, 'INVALID_VALUE', "Invalid value - '20101022' in field 'death-date'"],
      [{ ...FAMILY, gender: 'mal' }, 'INVALID_VALUE', "Invalid value - 'mal' in field 'gender'"],
      [{ gender: 'female' }, 'MISSING_VALUE', "Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'"],
      [{ email: 'j@example.com', phone: '0163' }, 'MISSING_VALUE', "Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'"],
      [{ birthdate: 'eq2010-10-22' }, 'INVALID_SEARCH_DATA', "Invalid search data provided - 'No searches were performed as the search criteria did not meet the minimum requirements'"],
      [{ ...FAMILY, '_fuzzy-match': 'true' }, 'INVALID_SEARCH_DATA', "Invalid search data provided - 'A fuzzy search was requested however the data given did not meet the fuzzy search criteria'"],
      [{ ...FAMILY, family: 'O*' }, 'INVALID_VALUE', "Invalid value - 'O*' in field 'family'"],
      [{ ...FAMILY, family: 'Oka*', given: 'Joan', '_fuzzy-match': 'true' }, 'INVALID_VALUE', "Invalid value - 'Oka*' in field 'family'"],
      [{ ...FAMILY, '_max-results': '51' }, 'INVALID_VALUE', "Invalid value - '51' in field '_max-results'"],
      [{ ...FAMILY, 'address-postcode': 'LS1', 'address-postalcode': 'LS1' }, 'INVALID_SEARCH_DATA', "Invalid search data provided - 'address-postcode and address-postalcode must not both be provided'"],
    ]
    for (const [parameters, code, words] of cases) {
      const answer = await search(parameters)
      assert.deepEqual([answer.status, answer.code, answer.diagnostics], [400, code, words], JSON.stringify(parameters))
      assert.equal(last().violations.length, 1)
    }
  })

  it('is not for patients, and gives an application one result only', async () => {
    const { search, token, nhsNumber, last } = world()
    token('self', { kind: 'patient', nhsNumber, proofing: 'P9' })
    assert.equal((await search(FAMILY, { as: 'self' })).display, 'Patient cannot perform this action')
    const many = await search({ ...FAMILY, '_max-results': '2' }, { as: 'application' })
    assert.deepEqual([many.status, many.code, many.body.issue[0].code], [403, 'INVALID_VALUE', 'token'])
    assert.equal(many.diagnostics, 'Your app has insufficient permissions to perform this search. Please contact support.')
    assert.equal(last().violations[0]?.rule, 'application-asks-for-many')
    assert.deepEqual((await search({ ...FAMILY, '_max-results': '1' }, { as: 'application' })).found, [nhsNumber])
  })
})

describe('PDS: what a search finds', () => {
  it('gives a searchset with score and the part of the record that searches show', async () => {
    const { search, nhsNumber, put } = world()
    put(joan({ family: 'Other' }))
    const { body } = await search(FAMILY)
    assert.deepEqual([body.resourceType, body.type, body.total], ['Bundle', 'searchset', 1])
    assert.match(body.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
    const [entry] = body.entry
    assert.equal(entry.search.score, 1)
    assert.ok(entry.fullUrl.endsWith(`/personal-demographics/FHIR/R4/Patient/${nhsNumber}`))
    assert.equal(entry.resource.address[0].use, 'home')
    assert.equal(entry.resource.extension, undefined, 'pharmacies are not shown')
  })

  it('gives no entry at all when nobody matches', async () => {
    const { search } = world()
    const { status, body } = await search({ ...FAMILY, family: 'Nobody' })
    assert.deepEqual([status, body.total, 'entry' in body], [200, 0, false])
  })

  it('takes wildcards in family, given name and postcode, and ignores case, accents and spaces', async () => {
    const { search, nhsNumber } = world()
    for (const parameters of [
      { ...FAMILY, family: 'oka*' },
      { ...FAMILY, family: 'OK*f*r' },
      { ...FAMILY, family: 'Ökafor' },
      { ...FAMILY, given: 'Jo*' },
      { ...FAMILY, given: ['joan', 'mary'] },
      { ...FAMILY, 'address-postalcode': 'ls16ae' },
      { ...FAMILY, 'address-postcode': 'LS*' },
      { ...FAMILY, gender: 'female', 'general-practitioner': 'a99901' },
      { ...FAMILY, email: 'JOAN.OKAFOR@example.com', phone: '07700 900001' },
      { ...FAMILY, birthdate: ['ge1962-07-09', 'le1962-07-11'] },
      { ...FAMILY, birthdate: '1962-07-10' },
    ]) {
      assert.deepEqual((await search(parameters)).found, [nhsNumber], JSON.stringify(parameters))
    }
    for (const parameters of [
      { ...FAMILY, given: 'Mary' },
      { ...FAMILY, given: 'Mar*' },
      { ...FAMILY, given: ['Joan', 'Ann'] },
      { ...FAMILY, gender: 'male' },
      { ...FAMILY, 'general-practitioner': 'A99902' },
      { ...FAMILY, phone: '07700' },
      { ...FAMILY, birthdate: 'ge1962-07-11' },
    ]) {
      assert.deepEqual((await search(parameters)).found, [], JSON.stringify(parameters))
    }
  })

  it('leaves partial matches out of an exact search', async () => {
    const { search, nhsNumber } = world()
    assert.deepEqual((await search({ ...FAMILY, family: 'Oka*', '_exact-match': 'true' })).found, [])
    assert.deepEqual((await search({ ...FAMILY, '_exact-match': 'true' })).found, [nhsNumber])
    assert.ok((await search({ ...FAMILY, family: 'Oka*' })).body.entry[0].search.score < 1)
  })

  it('looks at history only when asked, and shows what is current', async () => {
    const { search, put } = world()
    const { nhsNumber } = put(joan({ given: 'Casey', family: 'Med', birthDate: '1999-09-09', email: 'new@new.com', former: [{ given: 'Casey', family: 'Hume', birthDate: '2024-01-12', email: 'historic@historic.com' }] }))
    const hume = { family: 'Hume', birthdate: 'eq1999-09-09' }
    assert.deepEqual((await search(hume)).found, [])
    const { found, body } = await search({ ...hume, _history: 'true' })
    assert.deepEqual(found, [nhsNumber])
    assert.equal(body.entry[0].resource.name[0].family, 'Med')
    assert.deepEqual((await search({ family: 'Med', birthdate: 'eq1999-09-09', email: 'Historic@historic.com' })).found, [])
    assert.deepEqual((await search({ family: 'Med', birthdate: 'eq1999-09-09', email: 'Historic@historic.com', _history: 'true' })).found, [nhsNumber])
    assert.deepEqual((await search({ family: 'Med', birthdate: 'eq2024-01-12', _history: 'true' })).found, [], 'a former date of birth never matches')
  })

  it('hears homophones, transposed and former names when fuzzy', async () => {
    const { search, put } = world()
    const smythe = put(joan({ given: 'Catherine', family: 'Smythe', birthDate: '1980-01-02', former: [{ given: 'Catherine', family: 'Bloggs' }] })).nhsNumber
    const fuzzy = { birthdate: 'eq1980-01-02', '_fuzzy-match': 'true' }
    for (const names of [
      { family: 'Smith', given: 'Kathryn' },
      { family: 'Smith', given: 'Catherine' },
      { family: 'Catherine', given: 'Smythe' },
      { family: 'Blogs', given: 'Catherine' },
    ]) {
      const expected = names.given === 'Kathryn' ? [] : [smythe]
      assert.deepEqual((await search({ ...fuzzy, ...names })).found, expected, JSON.stringify(names))
    }
    assert.deepEqual((await search({ family: 'Smith', birthdate: 'eq1980-01-02' })).found, [])
    const practice = (code: string) => search({ ...fuzzy, family: 'Smythe', given: 'Catherine', 'general-practitioner': code })
    const [same, other] = [await practice('A99901'), await practice('A99902')]
    assert.equal(same.body.entry[0].search.score, 1)
    assert.ok(other.body.entry[0].search.score < 1, 'another practice lowers the score only')
  })

  it('puts the best match first, and says when there are too many', async () => {
    const { search, put, nhsNumber } = world()
    put(joan({ family: 'Okafour' }))
    const { body, found } = await search({ ...FAMILY, given: 'Joan', '_fuzzy-match': 'true' })
    assert.equal(found[0], nhsNumber)
    assert.ok(body.entry[0].search.score > body.entry[1].search.score)
    const tooMany = await search({ ...FAMILY, family: 'Oka*', '_max-results': '1' })
    assert.deepEqual([tooMany.status, tooMany.code, tooMany.body.issue[0].severity, tooMany.body.issue[0].code], [200, 'TOO_MANY_MATCHES', 'information', 'multiple-matches'])
    assert.equal((await search({ ...FAMILY, family: 'Oka*' }, { as: 'application' })).code, 'TOO_MANY_MATCHES')
    for (let i = 0; i < 50; i++) put(joan())
    assert.equal((await search(FAMILY)).code, 'TOO_MANY_MATCHES')
  })

  it('does not tell where a sensitive patient lives', async () => {
    const { search, nhsNumber, controls, state, environment } = world()
    controls.markSensitive(state, { nhsNumber }, environment)
    const { body } = await search(FAMILY)
    assert.equal(body.entry[0].resource.meta.security[0].code, 'R')
    for (const field of ['address', 'telecom', 'contact', 'generalPractitioner']) assert.equal(field in body.entry[0].resource, false, field)
    assert.deepEqual((await search({ ...FAMILY, 'address-postalcode': 'LS1 6AE' })).found, [])
    assert.deepEqual((await search({ ...FAMILY, 'general-practitioner': 'A99901' })).found, [])
  })

  it('finds no invalidated record, and the replacement of a superseded one', async () => {
    const { search, nhsNumber, put, controls, state } = world()
    const kept = put(joan({ family: 'Okafor-Brown' })).nhsNumber
    controls.supersede(state, { old: nhsNumber, new: kept })
    assert.deepEqual((await search(FAMILY)).found, [kept])
    controls.invalidate(state, { nhsNumber: kept })
    assert.deepEqual((await search(FAMILY)).found, [])
  })

  it('follows a changed name and date of birth', async () => {
    const { search, nhsNumber, controls, state, environment } = world()
    controls.changePatient(state, { nhsNumber, family: 'Brown', birthDate: '1963-07-10' }, environment)
    assert.deepEqual((await search(FAMILY)).found, [])
    assert.deepEqual((await search({ family: 'Brown', birthdate: 'eq1963-07-10' })).found, [nhsNumber])
    assert.deepEqual((await search({ family: 'Okafor', birthdate: 'ge1963-07-01', _history: 'true' })).found, [nhsNumber])
  })
})

describe('soundex', () => {
  it('gives the published codes', () => {
    const codes = { ROBERT: 'R163', RUPERT: 'R163', ASHCRAFT: 'A261', TYMCZAK: 'T522', PFISTER: 'P236', HONEYMAN: 'H555', SMITH: 'S530', SMYTHE: 'S530', LEE: 'L000' }
    for (const [name, code] of Object.entries(codes)) assert.equal(soundex(name), code, name)
  })
})
