import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { loadBrowserMap } from '../../candidate/drivers/browser/browser-map.ts'
import { loadDriver, VERB_GROUPS } from '../../candidate/create-candidate.ts'
import { ROOT } from '../../cli/paths.ts'
import { dataContract } from '../../cli/run/data-contract.ts'
import { checkBrowserMap } from '../../config/check-browser-map.ts'
import { loadCandidate } from '../../config/load-candidate.ts'
import { createAuthority } from '../../mocks/kit/certificates.ts'
import { services } from '../../mocks/services.ts'
import { temporaryFolder } from '../config/temporary-folder.ts'

const EXAMPLES = join(ROOT, 'docs/examples')
const contract = readFileSync(join(ROOT, 'docs/candidate-contract.md'), 'utf8')

test('the example of a candidate file works as it stands, and with everything that is commented out', async (context) => {
  const folder = temporaryFolder(context, {})
  cpSync(EXAMPLES, folder, { recursive: true })
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(join(folder, 'public-keys.json'), JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] }))
  const file = join(folder, 'candidate.yaml')
  const env = { CANDIDATE_API_KEY: 'key', CANDIDATE_API_SECRET: 'secret' }
  assert.equal(loadCandidate(file, env).config.name, 'Example GP')

  const { certificate: authority } = await createAuthority()
  for (const name of ['authority.pem', 'prescriber-authority.pem']) writeFileSync(join(folder, name), authority)
  const everything = readFileSync(file, 'utf8').replaceAll(/^( *)# ([a-zA-Z]+:.*|- .*)$/gm, '$1$2')
  writeFileSync(file, everything.replace('tls/authority.pem', 'authority.pem'))
  const { config, national } = loadCandidate(file, env)
  assert.ok(config.authority && config.browserMap)
  assert.equal(national.apiPlatform.secret, 'secret')
  assert.equal(national.eps.prescriberAuthorities.length, 1)
})

test('the example of a browser map changes what it says, and nothing else', () => {
  const file = join(EXAMPLES, 'browser-map.yaml')
  assert.deepEqual(checkBrowserMap(file), [])
  const [usual, own] = [loadBrowserMap(), loadBrowserMap(file)]
  assert.equal(own.places['patient'], '/app/records/{id}')
  assert.deepEqual(own.identity, usual.identity)
  assert.deepEqual(Object.keys(own.fields), Object.keys(usual.fields))
})

test('the example of a driver offers what its text says', async () => {
  const driver = await loadDriver(join(EXAMPLES, 'driver.ts'))
  const offer = await driver({ config: { baseUrl: 'http://127.0.0.1:1', limits: { requestMs: 100 } } as Parameters<typeof driver>[0]['config'], recorder: { exchange: () => '' } })
  const verbs = VERB_GROUPS.flatMap((group) => Object.keys(offer[group] ?? {}).map((verb) => `${group}.${verb}`))
  assert.deepEqual(verbs.sort(), ['demographics.register', 'identity.describe', 'identity.signIn', 'identity.signOut'])
  await offer.close?.()
})

test('the contract names every service by its address, and every field of the candidate file', () => {
  for (const { title, basePath } of Object.values(services)) assert.ok(contract.includes(`\`${basePath}`), `${title}: ${basePath}`)
  const schema = JSON.parse(readFileSync(join(ROOT, 'config/schemas/candidate.schema.json'), 'utf8')) as { properties: Record<string, unknown> }
  for (const field of Object.keys(schema.properties)) assert.match(contract, new RegExp(`^\\| .*\`${field}\``, 'm'), field)
  const example = parse(readFileSync(join(EXAMPLES, 'candidate.yaml'), 'utf8')) as object
  for (const field of Object.keys(schema.properties)) assert.ok(field in example || readFileSync(join(EXAMPLES, 'candidate.yaml'), 'utf8').includes(`# ${field}:`), field)
})

test('the data contract holds no patient, and nobody who works elsewhere only', () => {
  const { staff, practice, ...rest } = dataContract() as { practice: { odsCode: string }; staff: { roles: { organisation: string }[] }[] }
  assert.ok(!('patients' in rest))
  assert.ok(staff.every(({ roles }) => roles.some(({ organisation }) => organisation === practice.odsCode)))
})
