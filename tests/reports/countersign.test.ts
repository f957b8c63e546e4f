import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { appendFileSync, copyFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { ProblemsError } from '../../config/problem.ts'
import { decide } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import { sealNote } from '../../reports/formats/format.ts'
import { countersignPack } from '../../reports/pack/countersign.ts'
import { countersigned, sealDigest, serialiseEnvelope, signEnvelope, signedBytes } from '../../reports/pack/dsse.ts'
import type { Envelope, Signature } from '../../reports/pack/dsse.ts'
import { LIMITS } from '../../reports/pack/limits.ts'
import { openPack } from '../../reports/pack/open.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { newKey, sealedPack, temporaryFolder, writePack } from './fixture.ts'
import { render } from './hostile.ts'

const SEAL = 'statement.dsse.json'
const envelopeOf = (pack: string): Envelope => JSON.parse(readFileSync(join(pack, SEAL), 'utf8')) as Envelope
const pemOf = ({ publicKey }: ReturnType<typeof newKey>): string => publicKey.export({ type: 'spki', format: 'pem' }).toString()
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems[0]?.code
    throw error
  }
}

/** A pack of a supplier that a reviewer has signed, too. */
function signedByTwo(t: TestContext, type: 'ed25519' | 'ec' = 'ed25519') {
  const pack = join(temporaryFolder(t), 'pack')
  const supplier = sealedPack(pack)
  const reviewer = newKey(type)
  countersignPack(pack, reviewer, [supplier.publicKey])
  return { pack, supplier, reviewer }
}

describe('a countersignature', () => {
  it('changes the envelope and nothing else, and leaves the pack its name', (t) => {
    const pack = join(temporaryFolder(t), 'pack')
    sealedPack(pack)
    const before = Object.fromEntries(readdirSync(pack, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'hex')]))
    const [seal, note] = [verifyPack(pack).seal, sealNote(openPack(pack))]
    const envelope = envelopeOf(pack)
    countersignPack(pack, newKey())
    const changed = Object.entries(before).filter(([file, bytes]) => readFileSync(file, 'hex') !== bytes).map(([file]) => file)
    assert.deepEqual(changed, [join(pack, SEAL)])
    assert.equal(readdirSync(pack, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length, Object.keys(before).length)
    assert.deepEqual([envelopeOf(pack).payload, envelopeOf(pack).signatures[0]], [envelope.payload, envelope.signatures[0]])
    const now = verifyPack(pack)
    assert.deepEqual([now.status, now.seal?.digest, now.seal?.keyId, sealNote(openPack(pack))], ['valid', seal?.digest, seal?.keyId, note])
    assert.notEqual(now.seal?.fileDigest, seal?.fileDigest)
  })

  for (const type of ['ed25519', 'ec'] as const) {
    it(`is named with its key, known or unknown (${type})`, (t) => {
      const { pack, supplier, reviewer } = signedByTwo(t, type)
      const seen = (...keys: ReturnType<typeof newKey>[]) => {
        const { status, origin, signatures } = verifyPack(pack, keys.map(({ publicKey }) => publicKey))
        return [status, origin, ...signatures.map(({ role, keyId, status: signature }) => `${role} ${keyId === supplier.keyId ? 'supplier' : keyId === reviewer.keyId ? 'reviewer' : keyId} ${signature}`)]
      }
      assert.deepEqual(seen(), ['valid', 'own-key', 'seal supplier unknown', 'countersignature reviewer unknown'])
      assert.deepEqual(seen(supplier), ['valid', 'given-key', 'seal supplier known', 'countersignature reviewer unknown'])
      assert.deepEqual(seen(reviewer), ['valid', 'given-key', 'seal supplier unknown', 'countersignature reviewer known'])
      assert.deepEqual(seen(reviewer, supplier), ['valid', 'given-key', 'seal supplier known', 'countersignature reviewer known'])
      assert.deepEqual(verifyPack(pack).signatures.map(({ algorithm }) => algorithm), ['Ed25519', type === 'ec' ? 'ECDSA P-256' : 'Ed25519'])
    })
  }

  it('is not made twice by one key, nor by the key of the seal, nor beyond the limit', (t) => {
    const { pack, supplier, reviewer } = signedByTwo(t)
    const bytes = readFileSync(join(pack, SEAL))
    assert.equal(codeOf(() => countersignPack(pack, reviewer)), 'ASSAY_COUNTERSIGN_IMPOSSIBLE')
    assert.equal(codeOf(() => countersignPack(pack, supplier)), 'ASSAY_COUNTERSIGN_IMPOSSIBLE')
    assert.deepEqual(readFileSync(join(pack, SEAL)), bytes)
    for (let n = 2; n < LIMITS.signatures; n++) countersignPack(pack, newKey())
    assert.equal(codeOf(() => countersignPack(pack, newKey())), 'ASSAY_COUNTERSIGN_IMPOSSIBLE')
    assert.deepEqual([verifyPack(pack).status, verifyPack(pack).signatures.length], ['valid', LIMITS.signatures])
  })

  it('is not put on a pack that was touched, is incomplete, has no seal, or that another has sealed than is expected', (t) => {
    const root = temporaryFolder(t)
    const [touched, incomplete, unsealed, other] = ['touched', 'incomplete', 'unsealed', 'other'].map((name) => join(root, name)) as [string, string, string, string]
    sealedPack(touched)
    appendFileSync(join(touched, 'results.json'), ' ')
    sealedPack(incomplete, undefined, { ended: false })
    writePack(unsealed)
    sealedPack(other)
    assert.equal(codeOf(() => countersignPack(touched, newKey())), 'ASSAY_COUNTERSIGN_UNSOUND')
    assert.equal(codeOf(() => countersignPack(incomplete, newKey())), 'ASSAY_COUNTERSIGN_INCOMPLETE')
    assert.equal(codeOf(() => countersignPack(unsealed, newKey())), 'ASSAY_COUNTERSIGN_INCOMPLETE')
    assert.equal(codeOf(() => countersignPack(other, newKey(), [newKey().publicKey])), 'ASSAY_COUNTERSIGN_UNSOUND')
    assert.equal(envelopeOf(other).signatures.length, 1)
  })

  it('is not written over one that somebody else made meanwhile', (t) => {
    const pack = join(temporaryFolder(t), 'pack')
    sealedPack(pack)
    const [slow, quick] = [newKey(), newKey()]
    const sign = (message: Uint8Array): Buffer => {
      countersignPack(pack, quick)
      return slow.sign(message)
    }
    assert.equal(codeOf(() => countersignPack(pack, { ...slow, sign })), 'ASSAY_COUNTERSIGN_IMPOSSIBLE')
    assert.deepEqual([verifyPack(pack, [quick.publicKey]).status, envelopeOf(pack).signatures.length], ['valid', 2])
  })

  it('is asked for by the gate, when its key is given', (t) => {
    const { pack, supplier, reviewer } = signedByTwo(t)
    const ruleFor = (...keys: ReturnType<typeof newKey>[]) => {
      const { results, verification } = openPack(pack, keys.map(({ publicKey }) => publicKey))
      return decide(results, loadPolicy(), { now: new Date(), verification }).rules[0]?.ok
    }
    assert.deepEqual([ruleFor(supplier, reviewer), ruleFor(supplier, newKey())], [true, false])
  })

  it('is shown in the report, as is whose key that is not known to be', async (t) => {
    const { pack, supplier, reviewer } = signedByTwo(t)
    const index = await render(openPack(pack, [supplier.publicKey]), 'html', join(temporaryFolder(t), 'report'))
    const page = readFileSync(join(index, '..', 'about.html'), 'utf8')
    assert.match(page, new RegExp(`Sealed by key.*${supplier.keyId}</code>, Ed25519: good, by a key that was given`))
    assert.match(page, new RegExp(`Countersigned by key.*${reviewer.keyId}</code>, Ed25519: signer unknown`))
  })
})

describe('verifying a pack with two signatures', () => {
  it('finds any single flipped byte, without either key', (t) => {
    const { pack } = signedByTwo(t, 'ec')
    for (const file of ['events.ndjson', 'results.json', 'environment.json', 'public-key.pem', SEAL]) {
      const good = readFileSync(join(pack, file))
      // Of the signatures many, of the rest some.
      const from = file === SEAL ? good.indexOf('"signatures"') : good.length
      for (let i = 0; i < good.length; i += i < from ? Math.ceil(good.length / 20) : 5) {
        const bad = Buffer.from(good)
        bad[i] = (bad[i] ?? 0) ^ 1
        writeFileSync(join(pack, file), bad)
        assert.equal(verifyPack(pack).status, 'touched', `${file}, byte ${i}`)
      }
      writeFileSync(join(pack, file), good)
    }
    assert.equal(verifyPack(pack).status, 'valid')
  })

  it('finds a file that was added, removed or exchanged', (t) => {
    const { pack, supplier, reviewer } = signedByTwo(t)
    const touches: [string, (dir: string) => void][] = [
      [`blobs/${'a'.repeat(64)}`, (dir) => writeFileSync(join(dir, 'blobs', 'a'.repeat(64)), 'x')],
      ['reviewer.pem', (dir) => writeFileSync(join(dir, 'reviewer.pem'), pemOf(reviewer))],
      ['results.json', (dir) => rmSync(join(dir, 'results.json'))],
      ['public-key.pem', (dir) => rmSync(join(dir, 'public-key.pem'))],
      ['public-key.pem', (dir) => writeFileSync(join(dir, 'public-key.pem'), pemOf(reviewer))],
      ['public-key.pem', (dir) => appendFileSync(join(dir, 'public-key.pem'), pemOf(reviewer))],
      ['environment.json', (dir) => copyFileSync(join(dir, 'results.json'), join(dir, 'environment.json'))],
    ]
    for (const [place, touch] of touches) {
      const dir = `${pack}-touched`
      cpSync(pack, dir, { recursive: true })
      touch(dir)
      for (const keys of [[], [supplier.publicKey, reviewer.publicKey]]) {
        const { status, findings } = verifyPack(dir, keys)
        assert.deepEqual([status, findings[0]?.place], ['touched', place])
      }
      rmSync(dir, { recursive: true })
    }
  })

  type Two = ReturnType<typeof signedByTwo> & { first: Signature; second: Signature; envelope: Envelope }
  const der = (key: ReturnType<typeof newKey>['publicKey']): string => key.export({ type: 'spki', format: 'der' }).toString('base64')
  const P384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 })

  /** What somebody without the keys, or with one of their own, can do to the signatures: each is found, whatever keys are given. */
  const forgeries: { name: string; forge: (two: Two) => Signature[]; what: RegExp; bad?: number[] }[] = [
    { name: 'two in another order', forge: ({ first, second }) => [second, first], what: /not the key that the seal names|carries a key/ },
    { name: 'two in another order, each with what belongs to its place', forge: ({ first, second, supplier }) => [{ keyid: second.keyid, sig: second.sig }, { ...first, publicKey: der(supplier.publicKey) }], what: /not the key that the seal names/ },
    { name: 'that of the seal taken away', forge: ({ second }) => [second], what: /not the key that the seal names|carries a key/ },
    { name: 'a countersignature there twice', forge: ({ first, second }) => [first, second, second], what: /signature 3 of 3, by key [0-9a-f]{64}, is a second one by this key/, bad: [2] },
    { name: 'that of the seal there twice', forge: ({ first, second, supplier }) => [first, { ...first, publicKey: der(supplier.publicKey) }, second], what: /signature 2 of 3.*second one/, bad: [1] },
    { name: 'one that claims the key of the reviewer', forge: ({ first, second }) => [first, { ...second, sig: first.sig }], what: /signature 2 of 2.*does not match what it signs/, bad: [1] },
    { name: 'one that claims the key of the reviewer, and carries another', forge: ({ first, second, envelope }) => [first, { ...countersigned(envelope, newKey()).signatures[2]!, keyid: second.keyid }], what: /signature 2 of 2.*does not carry the key that it names/, bad: [1] },
    { name: 'one over another payload', forge: ({ first, reviewer, second }) => [first, { ...second, sig: signEnvelope(Buffer.from('{}'), reviewer).signatures[0]!.sig }], what: /signature 2 of 2.*does not match/, bad: [1] },
    { name: 'one over the payload, without its type', forge: ({ first, second, reviewer, envelope }) => [first, { ...second, sig: reviewer.sign(Buffer.from(envelope.payload, 'base64')).toString('base64') }], what: /signature 2 of 2.*does not match/, bad: [1] },
    { name: 'that of the seal by another key', forge: ({ second, envelope }) => [{ keyid: envelope.signatures[0]!.keyid, sig: countersigned(envelope, newKey()).signatures[2]!.sig }, second], what: /signature 1 of 2.*does not match/, bad: [0] },
    { name: 'both changed', forge: ({ first, second }) => [{ ...first, sig: second.sig }, { ...second, sig: first.sig }], what: /signature 1 of 2.*does not match/, bad: [0, 1] },
    { name: 'one without its key', forge: ({ first, second: { publicKey: _publicKey, ...second } }) => [first, second], what: /signature 2 of 2.*does not carry the key/ },
    { name: 'one without a signature', forge: ({ first, second }) => [first, { ...second, sig: '' }], what: /signature 2 of 2.*does not match/, bad: [1] },
    { name: 'one written in other base64', forge: ({ first, second }) => [first, { ...second, sig: second.sig.replace(/=+$/, '') }], what: /signature 2 of 2.*does not match/, bad: [1] },
    { name: 'a key written in other base64', forge: ({ first, second }) => [first, { ...second, publicKey: `${second.publicKey} ` }], what: /signature 2 of 2.*does not carry the key/ },
    { name: 'a key that is none', forge: ({ first, second }) => [first, { ...second, publicKey: 'AAAA' }], what: /signature 2 of 2.*does not carry the key/ },
  ]
  for (const { name, forge, what, bad = [] } of forgeries) {
    it(`finds ${name}`, (t) => {
      const two = signedByTwo(t)
      const envelope = envelopeOf(two.pack)
      const [first = assert.fail(), second = assert.fail()] = envelope.signatures
      writeFileSync(join(two.pack, SEAL), serialiseEnvelope({ ...envelope, signatures: forge({ ...two, first, second, envelope }) }))
      for (const keys of [[], [two.supplier.publicKey], [two.supplier.publicKey, two.reviewer.publicKey]]) {
        const { status, findings, signatures, seal } = verifyPack(two.pack, keys)
        assert.deepEqual([status, seal], ['touched', undefined])
        assert.match(findings[0]?.what ?? '', what)
        for (const at of bad) assert.equal(signatures[at]?.status, 'bad')
      }
    })
  }

  it('refuses keys of other types, though they have signed', (t) => {
    for (const { publicKey, privateKey } of [P384, RSA]) {
      const { pack } = signedByTwo(t)
      const envelope = envelopeOf(pack)
      const stranger = { publicKey, keyId: newKey().keyId, sign: (message: Uint8Array) => sign('sha256', message, privateKey) }
      writeFileSync(join(pack, SEAL), serialiseEnvelope(countersigned(envelope, stranger)))
      assert.equal(verifyPack(pack).status, 'touched')
    }
  })

  it('finds a signature that was taken away, when its key is given, and only then', (t) => {
    const { pack, supplier, reviewer } = signedByTwo(t)
    const envelope = envelopeOf(pack)
    writeFileSync(join(pack, SEAL), serialiseEnvelope({ ...envelope, signatures: envelope.signatures.slice(0, 1) }))
    assert.equal(verifyPack(pack, [supplier.publicKey]).status, 'valid')
    const { status, findings } = verifyPack(pack, [supplier.publicKey, reviewer.publicKey])
    assert.equal(status, 'touched')
    assert.match(findings[0]?.what ?? '', new RegExp(`not signed with the key ${reviewer.keyId}.*taken away`))
  })

  it('does not let anybody sign in the place of those whose keys are given', (t) => {
    const { pack, supplier, reviewer } = signedByTwo(t)
    const forger = newKey()
    const { payload } = envelopeOf(pack)
    // All of it made anew, with keys that come with it: consistent, and nobody's.
    const forged = countersigned(signEnvelope(Buffer.from(payload, 'base64'), forger), newKey())
    writeFileSync(join(pack, SEAL), serialiseEnvelope(forged))
    writeFileSync(join(pack, 'public-key.pem'), pemOf(forger))
    assert.deepEqual(verifyPack(pack).signatures.map(({ status }) => status), ['unknown', 'unknown'])
    assert.notEqual(sealDigest(forged), sealDigest(countersigned(signEnvelope(Buffer.from(payload, 'base64'), supplier), newKey())))
    for (const key of [supplier, reviewer]) assert.equal(verifyPack(pack, [key.publicKey]).status, 'touched')
  })

  it('still names the file that was touched when a signature is bad as well', (t) => {
    const { pack } = signedByTwo(t)
    const envelope = envelopeOf(pack)
    const [first = assert.fail(), second = assert.fail()] = envelope.signatures
    writeFileSync(join(pack, SEAL), serialiseEnvelope({ ...envelope, signatures: [first, { ...second, sig: first.sig }] }))
    appendFileSync(join(pack, 'environment.json'), ' ')
    assert.deepEqual(verifyPack(pack).findings.map(({ place }) => place), [SEAL, 'environment.json'])
  })

  /** Envelopes that nobody who means well has written. */
  const hostile: { name: string; text: (envelope: Envelope) => string; what: RegExp }[] = [
    { name: 'no signatures', text: (envelope) => serialiseEnvelope({ ...envelope, signatures: [] }), what: /signatures must NOT have fewer than 1 items/ },
    { name: 'one signature too many', text: (envelope) => serialiseEnvelope(Array.from({ length: LIMITS.signatures - 1 }, () => newKey()).reduce(countersigned, envelope)), what: /must NOT have more than 16 items/ },
    { name: 'ten thousand signatures', text: (envelope) => serialiseEnvelope({ ...envelope, signatures: Array.from({ length: 10_000 }, () => envelope.signatures[1]!) }), what: /must NOT have more than 16 items/ },
    { name: 'a signature of a megabyte', text: (envelope) => JSON.stringify({ ...envelope, signatures: [{ ...envelope.signatures[0], sig: 'A'.repeat(1_000_000) }] }), what: /sig must NOT have more than 96 characters/ },
    { name: 'a key of a megabyte', text: (envelope) => JSON.stringify({ ...envelope, signatures: [envelope.signatures[0], { ...envelope.signatures[1], publicKey: 'A'.repeat(1_000_000) }] }), what: /publicKey must NOT have more than 124 characters/ },
    { name: 'a payload of a megabyte', text: (envelope) => serialiseEnvelope({ ...envelope, payload: 'A'.repeat(1_000_000) }), what: /signature 1 of 2.*does not match/ },
    { name: 'the name of a prototype for a key id', text: (envelope) => serialiseEnvelope({ ...envelope, signatures: [envelope.signatures[0]!, { ...envelope.signatures[1]!, keyid: '__proto__' }] }), what: /signatures\/1\/keyid must match pattern/ },
    { name: 'a member __proto__', text: (envelope) => serialiseEnvelope(envelope).replace('"signatures"', '"__proto__": {"payload": "e30="},\n  "signatures"'), what: /not written as the harness writes it/ },
    { name: 'a signature with a member __proto__ that brings its own', text: (envelope) => serialiseEnvelope(envelope).replace(/"keyid": ("[^"]*"),\n\s*"sig": ("[^"]*"),/, '"__proto__": {"keyid": $1, "sig": $2},'), what: /must have required property 'keyid'/ },
    { name: 'a member given twice', text: (envelope) => serialiseEnvelope(envelope).replace('"payload":', '"payload": "e30=",\n  "payload":'), what: /not written as the harness writes it/ },
    { name: 'a member that is not ours', text: (envelope) => serialiseEnvelope(envelope).replace('"sig":', '"cert": "x",\n      "sig":'), what: /not written as the harness writes it/ },
    { name: 'an empty key', text: (envelope) => serialiseEnvelope(envelope).replace(/"publicKey": "[^"]*"/, '"publicKey": null'), what: /not written as|does not carry the key/ },
    { name: 'signatures that are an object', text: ({ payload, payloadType }) => JSON.stringify({ payloadType, payload, signatures: { length: 1, 0: {} } }), what: /signatures must be array/ },
    { name: 'a signature that is null', text: (envelope) => JSON.stringify({ ...envelope, signatures: [null] }), what: /signatures\/0 must be object/ },
    { name: 'another type of payload', text: (envelope) => serialiseEnvelope({ ...envelope, payloadType: 'application/json' }), what: /payloadType must be equal to constant/ },
  ]
  for (const { name, text, what } of hostile) {
    it(`is not led astray by ${name}`, (t) => {
      const { pack, supplier } = signedByTwo(t)
      writeFileSync(join(pack, SEAL), text(envelopeOf(pack)))
      for (const keys of [[], [supplier.publicKey]]) {
        const { status, findings } = verifyPack(pack, keys)
        assert.equal(status, 'touched')
        assert.match(findings[0]?.what ?? '', what)
        assert.ok((findings[0]?.what.length ?? 0) < 300)
      }
    })
  }

  it('checks each signature over the same bytes', (t) => {
    const { pack, reviewer } = signedByTwo(t)
    const envelope = envelopeOf(pack)
    assert.match(signedBytes(envelope).toString('latin1'), /^DSSEv1 28 application\/vnd\.in-toto\+json \d+ \{/)
    assert.equal(reviewer.sign(signedBytes(envelope)).toString('base64'), envelope.signatures[1]?.sig)
  })
})

describe('assay countersign', () => {
  const assay = (...args: string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/assay.ts', ...args], { encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }

  it('signs, says so, and lets assay verify name who signed', (t) => {
    const root = temporaryFolder(t)
    const [pack, key, reviewerPem, supplierPem] = ['pack', 'reviewer.key', 'reviewer.pem', 'supplier.pem'].map((name) => join(root, name)) as [string, string, string, string]
    const supplier = sealedPack(pack)
    const reviewer = newKey('ec')
    writeFileSync(key, reviewer.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(reviewerPem, pemOf(reviewer))
    writeFileSync(supplierPem, pemOf(supplier))
    const signed = assay('countersign', pack, '--key', key, '--signed-by', supplierPem, '--json')
    assert.equal(signed.code, 0, signed.err)
    assert.deepEqual(JSON.parse(signed.out).signatures.map(({ keyId, status }: { keyId: string; status: string }) => [keyId, status]), [[supplier.keyId, 'known'], [reviewer.keyId, 'known']])
    assert.deepEqual(JSON.parse(assay('verify', pack, '--key', supplierPem, '--json').out).signatures, [
      { keyId: supplier.keyId, role: 'seal', status: 'known', algorithm: 'Ed25519', key: supplierPem },
      { keyId: reviewer.keyId, role: 'countersignature', status: 'unknown', algorithm: 'ECDSA P-256' },
    ])
    const text = assay('verify', pack, '--key', supplierPem).out
    assert.match(text, new RegExp(`seal  by key ${supplier.keyId}, Ed25519: good, checked with .*supplier.pem\n  countersignature  by key ${reviewer.keyId}, ECDSA P-256: signer UNKNOWN`))
    assert.match(assay('verify', pack, '--key', supplierPem, '--key', reviewerPem).out, /^VALID[\s\S]*countersignature .* good, checked with .*reviewer\.pem/)

    const again = assay('countersign', pack, '--key', key)
    assert.deepEqual([again.code, /ASSAY_COUNTERSIGN_IMPOSSIBLE/.test(again.err)], [2, true])
    appendFileSync(join(pack, 'results.json'), ' ')
    const touched = assay('countersign', pack, '--key', key, '--json')
    assert.deepEqual([touched.code, JSON.parse(touched.out).problems[0].code], [1, 'ASSAY_COUNTERSIGN_UNSOUND'])
  })

  it('says what is wrong with its options and its key, and makes no key', (t) => {
    const root = temporaryFolder(t)
    const pack = join(root, 'pack')
    sealedPack(pack, undefined, { ended: false })
    const missing = join(root, 'missing.key')
    writeFileSync(join(root, 'rsa.key'), generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(root, 'own.key'), newKey().privateKey.export({ type: 'pkcs8', format: 'pem' }))
    for (const [args, code, wrong] of [
      [[], 2, /ASSAY_OPTION_INVALID.*--key or --signer is missing/],
      [['--key', missing], 2, /ASSAY_PACK_KEY_UNREADABLE[\s\S]*no such file/],
      [['--key', join(root, 'rsa.key')], 2, /ASSAY_PACK_KEY_UNREADABLE[\s\S]*seen: +rsa/],
      [['--key', join(pack, 'results.json')], 2, /ASSAY_PACK_KEY_UNREADABLE/],
      [['--key', join(root, 'own.key'), '--signed-by', missing], 2, /ASSAY_PACK_KEY_UNREADABLE/],
      [['--key', join(root, 'own.key')], 3, /ASSAY_COUNTERSIGN_INCOMPLETE/],
    ] as const) {
      const { code: exit, err } = assay('countersign', pack, ...args)
      assert.match(err, wrong)
      assert.equal(exit, code)
    }
    assert.deepEqual(readdirSync(root).sort(), ['own.key', 'pack', 'rsa.key'])
  })
})
