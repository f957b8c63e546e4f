import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/terminology/service.ts'

const TOKEN_PATH = '/authorisation/auth/realms/nhs-digital-terminology/protocol/openid-connect/token'
const BACKACHE = '161891005'

async function start() {
  const app = inProcess([service])
  app.environment.identity.applications.set('k', { id: 'k', secret: 's', jwks: undefined, redirectUris: [] })
  const base = `${app.baseUrl}/terminology`
  const account = async (fields: Record<string, string>) => app.fetch(base + TOKEN_PATH, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
  const { access_token: token } = (await (await account({ grant_type: 'client_credentials', client_id: 'k', client_secret: 's' })).json()) as { access_token: string }
  const get = async (path: string, query: Record<string, string> = {}, authorization = `Bearer ${token}`) => {
    const response = await app.fetch(`${base}/production1/fhir${path}?${new URLSearchParams(query)}`, { headers: { authorization } })
    const text = await response.text()
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as Record<string, any> }
  }
  return { ...app, base, account, get, token, state: app.environment.stateOf(service) }
}

type Part = { name: string; part?: Part[] } & Record<string, unknown>
const valueOf = (body: Record<string, any>, name: string): unknown => {
  const found = (body.parameter as Part[]).find((each) => each.name === name)
  return Object.entries(found ?? {}).find(([key]) => key.startsWith('value'))?.[1]
}
const properties = (body: Record<string, any>) => (body.parameter as Part[]).filter(({ name }) => name === 'property').map(({ part }) => part!.map((each) => Object.values(each)[1]))

const snomed = (code: string) => ({ system: 'http://snomed.info/sct', code })

describe('terminology: who may ask', () => {
  it('gives a token for client credentials, and nothing without them', async () => {
    const { account, environment } = await start()
    assert.equal((await account({ grant_type: 'client_credentials', client_id: 'k', client_secret: 'wrong' })).status, 401)
    assert.equal((await account({ grant_type: 'password', client_id: 'k', client_secret: 's' })).status, 400)
    assert.equal(environment.journal.read().at(-1)?.violations[0]?.rule, 'grant-type')
  })

  it('refuses whoever has no token of its own realm, and an expired one without calling it a mistake', async () => {
    const { get, state, environment } = await start()
    assert.equal((await get('/CodeSystem/$lookup', snomed(BACKACHE), 'Bearer of-the-platform')).status, 401)
    assert.equal(environment.journal.read().at(-1)?.violations.length, 1)
    service.controls.expireTokens(state)
    assert.equal((await get('/CodeSystem/$lookup', snomed(BACKACHE))).status, 401)
    assert.equal(environment.journal.read().at(-1)?.violations.length, 0)
  })

  it('tells everybody what it can do', async () => {
    const { get } = await start()
    assert.equal((await get('/metadata', {}, '')).body.resourceType, 'CapabilityStatement')
    assert.equal((await get('/metadata', { mode: 'terminology' }, '')).body.codeSystem[0].uri, 'http://snomed.info/sct')
  })
})

describe('terminology: codes', () => {
  it('looks a code up: term, properties, synonyms', async () => {
    const { get } = await start()
    const { body } = await get('/CodeSystem/$lookup', snomed('22298006'))
    assert.equal(valueOf(body, 'display'), 'Myocardial infarction')
    assert.deepEqual(properties(body).slice(0, 2), [['inactive', false], ['parent', '56265001']])
    assert.equal((await get('/CodeSystem/$lookup', snomed('80891009'))).status, 404)
    assert.equal((await get('/CodeSystem/$lookup', { code: BACKACHE })).status, 400)
    assert.equal((await get('/CodeSystem/$lookup', { ...snomed(BACKACHE), system: 'http://read.info/readv2' })).status, 400)
  })

  it('gives only the properties that were asked for, and takes a Parameters resource', async () => {
    const { fetch, token, base } = await start()
    const response = await fetch(`${base}/production1/fhir/CodeSystem/$lookup`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'coding', valueCoding: snomed(BACKACHE) }, { name: 'property', valueCode: 'inactive' }] }),
    })
    assert.deepEqual(properties((await response.json()) as Record<string, any>), [['inactive', false]])
  })

  it('knows an inactive concept still, says so, and what has replaced it', async () => {
    const { get, state } = await start()
    service.controls.retire(state, { code: BACKACHE, replacedBy: '25064002' })
    assert.deepEqual(properties((await get('/CodeSystem/$lookup', { ...snomed(BACKACHE), property: 'inactive' })).body), [['inactive', true]])
    const map = { url: 'http://snomed.info/sct?fhir_cm=900000000000526001', system: 'http://snomed.info/sct' }
    const { body } = await get('/ConceptMap/$translate', { ...map, code: BACKACHE })
    const match = (body.parameter as Part[]).find(({ name }) => name === 'match')
    assert.deepEqual(match?.part?.find(({ name }) => name === 'concept')?.['valueCoding'], { ...snomed('25064002'), display: 'Headache' })
    assert.equal(valueOf((await get('/ConceptMap/$translate', { ...map, code: '25064002' })).body, 'result'), false)
    service.controls.revive(state, { code: BACKACHE })
    assert.equal(service.controls.readConcept(state, { code: BACKACHE })?.inactive, undefined)
  })

  it('validates a code within the code system and within value sets, display included', async () => {
    const { get } = await start()
    const inSystem = (code: string, more = {}) => get('/CodeSystem/$validate-code', { url: 'http://snomed.info/sct', code, ...more })
    assert.equal(valueOf((await inSystem(BACKACHE)).body, 'result'), true)
    assert.equal(valueOf((await inSystem(BACKACHE, { display: 'backache' })).body, 'result'), true)
    assert.equal(valueOf((await inSystem(BACKACHE, { display: 'Headache' })).body, 'result'), false)
    assert.equal(valueOf((await inSystem('80891009')).body, 'result'), false)
    const within = async (set: string, code: string) => valueOf((await get('/ValueSet/$validate-code', { url: `http://snomed.info/sct?fhir_vs=${set}`, ...snomed(code) })).body, 'result')
    assert.equal(await within('ecl/<<404684003', BACKACHE), true)
    assert.equal(await within('ecl/<<404684003', '387517004'), false)
    assert.equal(await within('refset/999000541000001108', '9655601000001105'), true)
    assert.equal(await within('refset/999000561000001109', '9655601000001105'), false)
  })

  it('tells which of two concepts is above the other', async () => {
    const { get } = await start()
    const between = async (codeA: string, codeB: string) => valueOf((await get('/CodeSystem/$subsumes', { system: 'http://snomed.info/sct', codeA, codeB })).body, 'outcome')
    assert.equal(await between('73211009', '44054006'), 'subsumes')
    assert.equal(await between('44054006', '73211009'), 'subsumed-by')
    assert.equal(await between('44054006', '44054006'), 'equivalent')
    assert.equal(await between('44054006', '46635009'), 'not-subsumed')
  })
})

describe('terminology: expanding', () => {
  const ECL = 'http://snomed.info/sct?fhir_vs=ecl/'

  it('finds terms by the beginnings of their words, synonyms included', async () => {
    const { get } = await start()
    const find = async (filter: string, url = `${ECL}<404684003`) => ((await get('/ValueSet/$expand', { url, filter })).body.expansion.contains ?? []).map(({ code }: { code: string }) => code)
    assert.deepEqual(await find('diab mell 2'), ['44054006'])
    assert.deepEqual(await find('heart attack'), ['22298006'])
    assert.deepEqual(await find('iabetes'), [])
    assert.deepEqual(await find('para', `${ECL}^999000561000001109 OR ^999000541000001108`), ['322236009', '322237000'])
  })

  it('leaves inactive concepts out where active ones are asked for, and marks them otherwise', async () => {
    const { get, state } = await start()
    service.controls.retire(state, { code: BACKACHE })
    const all = (await get('/ValueSet/$expand', { url: `${ECL}<<404684003`, filter: 'back' })).body.expansion
    assert.deepEqual([all.total, all.contains[0].inactive], [1, true])
    assert.equal((await get('/ValueSet/$expand', { url: `${ECL}<<404684003`, filter: 'back', activeOnly: 'true' })).body.expansion.total, 0)
  })

  it('pages, refuses what is too much, and what it cannot read', async () => {
    const { get } = await start()
    const page = (await get('/ValueSet/$expand', { url: `${ECL}<64572001`, count: '2', offset: '1' })).body.expansion
    assert.deepEqual([page.contains.length, page.offset, page.total > 10], [2, 1, true])
    assert.equal((await get('/ValueSet/$expand', { url: 'http://snomed.info/sct?fhir_vs' })).status, 422)
    assert.equal((await get('/ValueSet/$expand', { url: `${ECL}>>404684003` })).status, 400)
    assert.equal((await get('/ValueSet/$expand', { url: 'http://example.org/vs' })).status, 400)
    assert.equal((await get('/ValueSet/$expand', { url: `${ECL}<64572001`, count: 'many' })).status, 400)
    assert.equal((await get('/Nothing')).status, 404)
  })
})
