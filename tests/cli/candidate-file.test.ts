import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, suite, test, type TestContext } from 'node:test'
import { loadCandidate } from '../../config/load-candidate.ts'
import { createAuthority, issueCertificate } from '../../mocks/kit/certificates.ts'
import { places, problemsOf } from '../config/problems.ts'
import { temporaryFolder } from '../config/temporary-folder.ts'
import { assay } from '../e2e/support/assay.ts'

const ENV = { GP_API_KEY: 'key' }
const DAY = 24 * 60 * 60 * 1000
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PUBLIC = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'one' }
const PRIVATE = { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'one' }

const yaml = (more = '') => `name: Larkspur GP
version: 4.2.0
baseUrl: https://larkspur.example
capabilities: [C13]
national:
  apiPlatform:
    apiKey: { env: GP_API_KEY }
    jwks: keys.json
  cis2:
    clientId: larkspur
    redirectUris: [https://larkspur.example/sign-in/callback]
${more}`

/** A candidate file with its keys beside it, and whatever else. */
function written(context: TestContext, text: string, files: Record<string, string> = {}): { folder: string; file: string } {
  const folder = temporaryFolder(context, { 'candidate.yaml': text, 'keys.json': JSON.stringify({ keys: [PUBLIC] }), ...files })
  return { folder, file: join(folder, 'candidate.yaml') }
}

const wrongWith = async (context: TestContext, text: string, files: Record<string, string> = {}, env: Record<string, string> = ENV) => {
  const { folder, file } = written(context, text, files)
  const problems = await problemsOf(() => loadCandidate(file, env))
  return { problems, at: places(problems, folder) }
}

suite('a candidate file', () => {
  let authority: Awaited<ReturnType<typeof createAuthority>>
  before(async () => {
    authority = await createAuthority()
  })
  const certificate = async (from: number, to: number) =>
    (await issueCertificate(authority, { commonName: 'larkspur.example', use: 'server', notBefore: new Date(Date.now() + from * DAY), notAfter: new Date(Date.now() + to * DAY) })).certificate

  test('says which interfaces it uses, one at least', async (context) => {
    assert.deepEqual(loadCandidate(written(context, yaml('interfaces: [scr-hl7]\n')).file, ENV).config.interfaces, ['scr-hl7'])
    for (const wrong of ['[]', '[scr]', 'scr-hl7']) assert.deepEqual((await wrongWith(context, yaml(`interfaces: ${wrong}\n`))).at.map((each) => each.split(' ')[0]), ['ASSAY_CANDIDATE_INVALID'])
  })

  test('in order gives everything that a run needs, with limits and ports where none are set', async (context) => {
    const { file, folder } = written(context, yaml('authority: authority.pem\ndrivers: { screen: browser, audit: own/driver.ts }\n'), { 'authority.pem': authority.certificate, 'own/driver.ts': '' })
    const { config, hub, national } = loadCandidate(file, ENV)
    assert.deepEqual(config.drivers, { default: 'api', screen: 'browser', audit: join(folder, 'own/driver.ts') })
    assert.deepEqual(config.limits, { requestMs: 15_000, pageMs: 10_000, scenarioMs: 60_000 })
    assert.equal(config.authority, authority.certificate)
    assert.equal(hub.port, 9800)
    assert.deepEqual(config.interfaces, ['scr-fhir'])
    assert.deepEqual(national.apiPlatform, { apiKey: 'key', secret: '', jwks: { keys: [PUBLIC] }, redirectUris: [] })
  })

  test('with many mistakes: all are told at once, each with its line', async (context) => {
    const text = `name: ''
version: 4.2.0
baseUrl: larkspur.example/
capabilities: [C13, appointments]
colour: blue
authority: missing.pem
drivers:
  demographics: ./no-such-driver.ts
browserMap: map.yaml
limits:
  requestMs: 5 seconds
hub:
  port: 99999
national:
  apiPlatform:
    apiKey: a-secret-in-plain-sight
    secret: { env: GP_SECRET }
    jwks: keys.json
  cis2:
    redirectUris: []
`
    const map = 'places:\n  patient: patients/{id}\nregions:\n  banner: { role: region, nmae: Patient }\n  baner: { label: x }\n'
    const { at, problems } = await wrongWith(context, text, { 'keys.json': '{"keys":[]}', 'map.yaml': map })
    assert.deepEqual([...new Set(at)].sort(), [
      'ASSAY_BROWSER_MAP_INVALID map.yaml:2',
      'ASSAY_BROWSER_MAP_INVALID map.yaml:4',
      'ASSAY_CANDIDATE_FILE_MISSING candidate.yaml:6',
      'ASSAY_CANDIDATE_FILE_MISSING candidate.yaml:8',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:1',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:11',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:13',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:16',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:19',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:20',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:3',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:4',
      'ASSAY_CANDIDATE_INVALID candidate.yaml:5',
      'ASSAY_CANDIDATE_JWKS_INVALID candidate.yaml:18',
      'ASSAY_CANDIDATE_SECRET_INLINE candidate.yaml:16',
      'ASSAY_CANDIDATE_SECRET_MISSING candidate.yaml:17',
    ])
    for (const { what, remedy } of problems) {
      assert.match(what, /^Failed to /)
      assert.ok(remedy.length > 5)
    }
  })

  test('that is no YAML is told with the line', async (context) => {
    const { at } = await wrongWith(context, 'name: x\nversion: [1\ncapabilities: C13\n')
    assert.match(at[0]!, /^ASSAY_CANDIDATE_INVALID candidate\.yaml:[234]$/)
  })

  test('that is not there, or a folder, is told as that', async (context) => {
    const { folder } = written(context, yaml())
    for (const file of [join(folder, 'none.yaml'), folder]) assert.equal((await problemsOf(() => loadCandidate(file, ENV)))[0]!.code, 'ASSAY_CANDIDATE_NOT_FOUND')
  })

  test('may name a folder where a file should be', async (context) => {
    const { at } = await wrongWith(context, yaml('authority: .\n'))
    assert.deepEqual(at, ['ASSAY_CANDIDATE_FILE_MISSING candidate.yaml:12'])
  })

  test('with a certificate that has run out, or is not valid yet', async (context) => {
    for (const [from, to] of [[-30, -1], [1, 30]] as const) {
      const { at, problems } = await wrongWith(context, yaml('authority: server.pem\n'), { 'server.pem': await certificate(from, to) })
      assert.deepEqual(at, ['ASSAY_CANDIDATE_CERTIFICATE_DATES candidate.yaml:12'])
      assert.match(problems[0]!.seen!, /^valid from .* to .*/)
    }
  })

  test('with something else than a certificate: never shows more of it than what it calls itself', async (context) => {
    const key = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    for (const [pem, seen] of [[key, '-----BEGIN PRIVATE KEY-----'], ['', 'an empty file'], ['-----BEGIN CERTIFICATE-----\nMIIBszz\n-----END CERTIFICATE-----\n', '-----BEGIN CERTIFICATE-----']] as const) {
      const { at, problems } = await wrongWith(context, yaml('authority: server.pem\n'), { 'server.pem': pem })
      assert.deepEqual(at, ['ASSAY_CANDIDATE_CERTIFICATE_INVALID candidate.yaml:12'])
      assert.equal(problems[0]!.seen, seen)
      assert.ok(!JSON.stringify(problems).includes(key.split('\n')[1]!))
    }
  })

  test('with keys that will not do: each is told for what it is, and a private one never shown', async (context) => {
    const { kid: _kid, ...withoutKid } = PUBLIC
    const elliptic = { ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }), kid: 'two' }
    for (const [jwks, seen] of [
      [{ keys: [PRIVATE] }, /^a private key$/],
      [{ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'x' }] }, /^a private key$/],
      [{ keys: [withoutKid] }, /^a key without kid$/],
      [{ keys: [PUBLIC, PUBLIC] }, /^two keys with one kid$/],
      [{ keys: [elliptic] }, /^a key of type EC$/],
      [{ keys: [{ kty: 'RSA', kid: 'x' }] }, /./],
      [{ keys: [] }, /^no keys$/],
      [PUBLIC, /^no keys$/],
      ['not json', /JSON/],
      [null, /./],
    ] as const) {
      const text = typeof jwks === 'string' ? jwks : JSON.stringify(jwks)
      const { at, problems } = await wrongWith(context, yaml(), { 'keys.json': text })
      assert.deepEqual(at, ['ASSAY_CANDIDATE_JWKS_INVALID candidate.yaml:8'], text)
      assert.match(problems[0]!.seen!, seen)
      assert.ok(!JSON.stringify(problems).includes(PRIVATE.d!))
    }
  })

  test('whose secret is not in the environment names the variable', async (context) => {
    for (const env of [{}, { GP_API_KEY: '' }] as Record<string, string>[]) {
      const { at, problems } = await wrongWith(context, yaml(), {}, env)
      assert.deepEqual(at, ['ASSAY_CANDIDATE_SECRET_MISSING candidate.yaml:7'])
      assert.equal(problems[0]!.remedy, 'Set GP_API_KEY before the run.')
    }
  })

  test('comes through the command line with exit code 2, as text and as JSON, together with what else is wrong', async (context) => {
    const { file } = written(context, yaml('authority: missing.pem\n'))
    const text = await assay(['run', '--candidate', file, '--workers', 'many'])
    assert.equal(text.code, 2)
    assert.match(text.err, /ASSAY_OPTION_INVALID[^]*ASSAY_CANDIDATE_FILE_MISSING[^]*ASSAY_CANDIDATE_SECRET_MISSING[^]*3 problems/)
    const json = await assay(['doctor', '--candidate', file, '--policy', 'lenient', '--json'])
    assert.equal(json.code, 2)
    const { problems } = JSON.parse(json.out) as { problems: { code: string }[] }
    assert.deepEqual(problems.map(({ code }) => code).sort(), ['ASSAY_CANDIDATE_FILE_MISSING', 'ASSAY_CANDIDATE_SECRET_MISSING', 'ASSAY_POLICY_UNKNOWN'])
  })

  test('whose drivers cannot be used says which, and why', async (context) => {
    const { file, folder } = written(context, yaml('drivers: { default: broken.ts, demografics: api, audit: empty.ts }\nbaseUrl: http://127.0.0.1:1\n').replace('baseUrl: https://larkspur.example\n', ''), {
      'broken.ts': 'export const driver = (',
      'empty.ts': 'export const other = 1',
    })
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    const { code, out } = await assay(['doctor', '--candidate', file, '--json'], ENV)
    assert.equal(code, 2)
    const { problems } = JSON.parse(out) as { problems: { code: string; place: string; seen: string }[] }
    const drivers = problems.filter((problem) => problem.code === 'ASSAY_CANDIDATE_DRIVER_INVALID').map(({ place, seen }) => `${place.replace(folder, '')}: ${seen}`)
    assert.equal(drivers.length, 3, out)
    assert.match(drivers[0]!, /drivers\.demografics: demografics/)
    assert.match(drivers[1]!, /^\/broken\.ts: /)
    assert.match(drivers[2]!, /^\/empty\.ts: .*expected an exported function "driver"/)
    assert.ok(problems.some((problem) => problem.code === 'ASSAY_CANDIDATE_UNREACHABLE'))
  })
})
