import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { ProblemsError } from '../../config/problem.ts'
import eventSchema from '../../reports/pack/event.schema.json' with { type: 'json' }
import { preAuthenticationEncoding } from '../../reports/pack/dsse.ts'
import { describeEnvironment } from '../../reports/pack/environment.ts'
import { signingKey } from '../../reports/pack/keys.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import type { Statement } from '../../reports/pack/statement.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { CANDIDATE, PLANS, newKey, sealedPack, temporaryFolder, writePack } from './fixture.ts'

const statementIn = (dir: string): Statement => JSON.parse(Buffer.from(JSON.parse(readFileSync(join(dir, 'statement.dsse.json'), 'utf8')).payload, 'base64').toString())

describe('the seal', () => {
  it('is an in-toto test result over every file', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    const { _type, predicateType, subject, predicate } = statementIn(dir)
    assert.deepEqual([_type, predicateType], ['https://in-toto.io/Statement/v1', 'https://in-toto.io/attestation/test-result/v0.1'])
    const names = subject.map(({ name }) => name)
    assert.deepEqual(names.filter((name) => !name.startsWith('blobs/')), ['environment.json', 'events.ndjson', 'results.json'])
    assert.equal(names.filter((name) => name.startsWith('blobs/')).length, 2)
    assert.deepEqual([predicate.result, predicate.passedTests.length, predicate.warnedTests.length, predicate.failedTests.length], ['FAILED', 3, 1, 1])
  })

  it('says PASSED, WARNED or FAILED of what ran', (t) => {
    const by = (plans: typeof PLANS, ended = true): string => {
      const dir = temporaryFolder(t)
      sealedPack(dir, plans, { ended })
      return statementIn(dir).predicate.result
    }
    const passed = PLANS.filter(({ outcome }) => outcome === 'passed')
    assert.equal(by(passed), 'PASSED')
    assert.equal(by([...passed, ...PLANS.filter(({ outcome }) => outcome === 'skipped')]), 'WARNED')
    assert.equal(by(PLANS), 'FAILED')
    assert.equal(by([]), 'FAILED')
    assert.equal(by(passed, false), 'FAILED')
  })

  it('signs the pre-authentication encoding of DSSE', () => {
    assert.equal(preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world')
  })

  it('is not put on a pack with a stranger in it', (t) => {
    const dir = temporaryFolder(t)
    writePack(dir)
    writeFileSync(join(dir, 'notes.txt'), 'x')
    assert.throws(() => sealPack(dir, newKey()), /notes\.txt/)
  })
})

describe('the signing key', () => {
  it('is made once, for its owner only, and found again', (t) => {
    const path = join(temporaryFolder(t), 'keys/pack-signing.key')
    const [made, found] = [signingKey(path), signingKey(path)]
    assert.deepEqual([made.created, found.created, made.keyId === found.keyId], [true, false, true])
    if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o777, 0o600)
    const dir = join(temporaryFolder(t), 'pack')
    writePack(dir)
    sealPack(dir, made)
    assert.equal(verifyPack(dir, [found.publicKey]).status, 'valid')
  })
})

describe('a seal with ECDSA P-256', () => {
  const ecKey = (namedCurve: string): string => generateKeyPairSync('ec', { namedCurve, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey
  const sealedWith = (t: TestContext): { dir: string; key: ReturnType<typeof signingKey> } => {
    const path = join(temporaryFolder(t), 'own.key')
    writeFileSync(path, ecKey('P-256'))
    const dir = join(temporaryFolder(t), 'pack')
    writePack(dir)
    const key = signingKey(path)
    sealPack(dir, key)
    return { dir, key }
  }

  it('is verified with the key, and refused when a byte is flipped or the key is another', (t) => {
    const { dir, key } = sealedWith(t)
    assert.equal(key.created, false)
    assert.equal(verifyPack(dir).status, 'valid')
    assert.equal(verifyPack(dir, [key.publicKey]).status, 'valid')
    assert.equal(verifyPack(dir, [newKey().publicKey]).status, 'touched')
    const seal = JSON.parse(readFileSync(join(dir, 'statement.dsse.json'), 'utf8'))
    const signature = Buffer.from(seal.signatures[0].sig, 'base64')
    signature[signature.length - 1]! ^= 1
    seal.signatures[0].sig = signature.toString('base64')
    writeFileSync(join(dir, 'statement.dsse.json'), `${JSON.stringify(seal, null, 2)}\n`)
    assert.match(verifyPack(dir).findings[0]?.what ?? '', /signature 1 of 1, by key [0-9a-f]{64}, does not match what it signs/)
  })

  it('is not made with a key of another type', (t) => {
    const path = join(temporaryFolder(t), 'own.key')
    writeFileSync(path, ecKey('P-384'))
    assert.throws(() => signingKey(path), (error) => error instanceof ProblemsError && error.problems[0]?.code === 'ASSAY_PACK_KEY_UNREADABLE' && error.problems[0].seen === 'ec secp384r1')
  })
})

describe('the environment', () => {
  it('names the versions, the lock file and what the caller gave', () => {
    const environment = describeEnvironment({ seed: 7, profile: 'p', catalogue: 'c'.repeat(64), candidate: CANDIDATE, configuration: { base: 'https://x' }, more: { workers: 2 } })
    assert.match(environment.cucumber, /^\d+\.\d+\.\d+/)
    assert.match(environment.lockFile ?? '', /^[0-9a-f]{64}$/)
    assert.deepEqual([environment.node, environment.seed, environment['workers']], [process.versions.node, 7, 2])
  })
})

describe('docs/pack.md', () => {
  it('documents every type of event and its members', () => {
    const text = readFileSync('docs/pack.md', 'utf8')
    for (const { properties } of eventSchema.oneOf) {
      const type = properties.type.const
      const row = text.split('\n').find((line) => line.startsWith(`| \`${type}\` |`))
      assert.ok(row !== undefined, type)
      const own = Object.keys(properties).filter((name) => !['seq', 'prev', 'at', 'type', 'format', 'version', 'requirement'].includes(name))
      for (const name of own) assert.ok(row.includes(`\`${name}\``), `${type}: ${name}`)
    }
  })
})
