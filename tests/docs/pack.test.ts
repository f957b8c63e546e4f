import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, type KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { bundleFromJSON } from '@sigstore/bundle'
import { toSignedEntity, Verifier } from '@sigstore/verify'
import { splitCommand } from '../../cli/split-command.ts'
import { ROOT } from '../../cli/paths.ts'
import { countersignPack } from '../../reports/pack/countersign.ts'
import { isSignedBy } from '../../reports/pack/dsse.ts'
import { externalSigner } from '../../reports/pack/external-signer.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { newKey, temporaryFolder, writePack } from '../reports/fixture.ts'

const PAGE = readFileSync(join(ROOT, 'docs/pack.md'), 'utf8')

/** The commands under a heading of docs/pack.md, block by block. */
function commandsUnder(heading: string): string[] {
  const [, section = ''] = new RegExp(`^### ${heading}\n([\\s\\S]*?)^##`, 'm').exec(PAGE) ?? []
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, commands = '']) => commands)
}

const missing = (...tools: string[]): string[] => tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined)
const notHere = (tools: string[]): string => `not on this machine: ${tools.join(', ')}`
const pem = ({ publicKey }: ReturnType<typeof newKey>): string => publicKey.export({ type: 'spki', format: 'pem' }).toString()
const privatePem = ({ privateKey }: ReturnType<typeof newKey>): string => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A folder as the page has it: a pack, the keys beside it, and nothing of ours. */
function folderOf(t: TestContext, type: 'ed25519' | 'ec' = 'ed25519') {
  const dir = temporaryFolder(t)
  const [supplier, reviewer] = [newKey(type), newKey()]
  const pack = join(dir, 'the pack')
  writePack(pack)
  sealPack(pack, supplier)
  for (const [name, content] of [['supplier.pem', pem(supplier)], ['reviewer.pem', pem(reviewer)], ['reviewer.key', privatePem(reviewer)]] as const) writeFileSync(join(dir, name), content)
  const sh = (commands: string) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', commands], { cwd: dir, encoding: 'utf8', env: { ...process.env, PACK: pack } })
    return { status, out: stdout, err: stderr }
  }
  return { dir, pack, supplier, reviewer, sh }
}

describe('docs/pack.md: with openssl', () => {
  const tools = missing('openssl', 'jq', 'sha256sum', 'base64', 'find', 'sed', 'diff')
  const skip = tools.length > 0 && notHere(tools)
  const [ed25519 = '', ecdsa = '', files = '', countersignature = ''] = commandsUnder('With openssl')
  const ecdsaWhole = ed25519.replace(/^openssl .*\n/m, ecdsa)

  test('has the commands', () => {
    assert.equal(commandsUnder('With openssl').length, 4)
    assert.match(ecdsa, /^openssl dgst/)
  })

  test('a seal of Ed25519, its files, and a countersignature are found good', { skip }, (t) => {
    const { pack, supplier, reviewer, sh } = folderOf(t)
    const before = verifyPack(pack)
    countersignPack(pack, reviewer)
    const seal = sh(ed25519)
    assert.deepEqual([seal.status, /Signature Verified Successfully/.test(seal.out)], [0, true], seal.err)
    const { status, out, err } = sh(files)
    assert.equal(status, 0, out + err)
    assert.deepEqual(out.match(/[0-9a-f]{64}/g), [supplier.keyId, supplier.keyId, reviewer.keyId, JSON.parse(readFileSync(join(pack, 'events.ndjson'), 'utf8').split('\n')[5] ?? '').prev])
    const second = sh(countersignature)
    assert.deepEqual([second.status, /Signature Verified Successfully/.test(second.out)], [0, true], second.err)
    assert.ok(second.out.includes(before.seal?.digest ?? 'none'))
    assert.equal(verifyPack(pack).status, 'valid')
  })

  test('a seal of ECDSA P-256 is found good', { skip }, (t) => {
    const { status, out, err } = folderOf(t, 'ec').sh(ecdsaWhole)
    assert.deepEqual([status, /Verified OK/.test(out)], [0, true], err)
  })

  test('what was touched is found', { skip }, (t) => {
    const cases: [string, string, (folder: ReturnType<typeof folderOf>) => void][] = [
      ['the payload', ed25519, ({ pack }) => rewrite(pack, (envelope) => ({ ...envelope, payload: Buffer.from(Buffer.from(envelope.payload, 'base64').toString().replace('FAILED', 'PASSED')).toString('base64') }))],
      ['the signer', ed25519, ({ dir, reviewer }) => writeFileSync(join(dir, 'supplier.pem'), pem(reviewer))],
      ['a file', ed25519 + files, ({ pack }) => writeFileSync(join(pack, 'results.json'), '{}')],
      ['a file more', ed25519 + files, ({ pack }) => writeFileSync(join(pack, 'blobs', 'a'.repeat(64)), 'x')],
    ]
    for (const [name, commands, touch] of cases) {
      const folder = folderOf(t)
      assert.equal(folder.sh(commands).status, 0, name)
      touch(folder)
      assert.notEqual(folder.sh(commands).status, 0, name)
    }
  })
})

type Sealed = { payloadType: string; payload: string; signatures: { keyid: string; sig: string }[] }

function rewrite(pack: string, change: (envelope: Sealed) => Sealed): void {
  const path = join(pack, 'statement.dsse.json')
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as Sealed)))
}

/** What cosign does with a bundle and a key, by the JavaScript library of the same project. Seals are in no transparency log. */
function sigstoreVerifies(bundle: unknown, key: KeyObject): void {
  const trusted = { tlogs: [], ctlogs: [], timestampAuthorities: [], certificateAuthorities: [], publicKey: () => ({ publicKey: key, validFor: () => true }) }
  new Verifier(trusted, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundleFromJSON(bundle)))
}

describe('docs/pack.md: with cosign', () => {
  const [commands = ''] = commandsUnder('With cosign')
  const [bundling = '', verifying = ''] = commands.split('\n')
  const noJq = missing('jq', 'sh')
  const noCosign = missing('cosign', 'jq')

  for (const type of ['ed25519', 'ec'] as const) {
    test(`makes a bundle of one signature (${type}) that Sigstore's own library finds good, and not after a touch`, { skip: noJq.length > 0 && notHere(noJq) }, (t) => {
      const { dir, pack, supplier, reviewer, sh } = folderOf(t, type)
      countersignPack(pack, reviewer)
      const verify = (key: KeyObject) => sigstoreVerifies(JSON.parse(readFileSync(join(dir, 'seal.sigstore.json'), 'utf8')), key)
      for (const [at, { publicKey }] of [supplier, reviewer].entries()) {
        assert.equal(sh(bundling.replace('.signatures[0]', `.signatures[${at}]`)).status, 0)
        verify(publicKey)
        assert.throws(() => verify(newKey(type).publicKey), { code: 'SIGNATURE_ERROR' })
      }
      rewrite(pack, (envelope) => ({ ...envelope, payload: Buffer.from(Buffer.from(envelope.payload, 'base64').toString().replace('FAILED', 'PASSED')).toString('base64') }))
      assert.equal(sh(bundling).status, 0)
      assert.throws(() => verify(supplier.publicKey), { code: 'SIGNATURE_ERROR' })
    })
  }

  test('verifies it', { skip: noCosign.length > 0 && notHere(noCosign) }, (t) => {
    const { pack, sh } = folderOf(t)
    assert.equal(sh(bundling).status, 0)
    const { status, err } = sh(verifying)
    assert.equal(status, 0, err)
    writeFileSync(join(pack, 'events.ndjson'), '')
    assert.notEqual(sh(verifying).status, 0)
  })
})

describe('docs/pack.md: an external signer', () => {
  const [commands = ''] = commandsUnder('An external signer')
  const examples = [...commands.matchAll(/--signer '([^']*)' --signer-key (\S+)/g)].map(([, command = '', key = '']) => ({ command, key }))
  const tools = missing('openssl')

  test('has an example for each type of key', () => {
    assert.deepEqual(examples.map(({ key }) => key), ['ed25519.pem', 'p256.pem'])
  })

  for (const { command, key } of examples) {
    test(`${key}: openssl signs, from a file of any size`, { skip: tools.length > 0 && notHere(tools) }, (t) => {
      const dir = temporaryFolder(t)
      const holder = newKey(key === 'p256.pem' ? 'ec' : 'ed25519')
      const name = key.replace('pem', 'key')
      writeFileSync(join(dir, name), privatePem(holder))
      const { sign } = externalSigner(splitCommand(command.replace(name, `'${join(dir, name)}'`)) ?? [], holder.publicKey)
      for (const bytes of [1, 10_000, 5_000_000]) {
        const message = createHash('shake256', { outputLength: bytes }).update('any').digest()
        assert.ok(isSignedBy(message, sign(message), holder.publicKey))
      }
    })
  }
})

describe('docs/pack.md: a countersignature', () => {
  test('is made and verified as it says', { skip: process.platform === 'win32' && 'no sh' }, (t) => {
    const { sh } = folderOf(t)
    const [commands = ''] = commandsUnder('A countersignature')
    const { status, out, err } = sh(commands.replaceAll(/^assay/gm, `"${process.execPath}" "${join(ROOT, 'cli/assay.ts')}"`))
    assert.equal(status, 0, err)
    assert.match(out, /^COUNTERSIGNED[\s\S]*^VALID[\s\S]*seal  by key .* good[\s\S]*countersignature  by key .* good/m)
  })
})
