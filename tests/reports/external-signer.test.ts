import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { ProblemsError, type Problem } from '../../config/problem.ts'
import { countersignPack } from '../../reports/pack/countersign.ts'
import { isSignedBy } from '../../reports/pack/dsse.ts'
import { externalSigner, tryOut } from '../../reports/pack/external-signer.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { newKey, temporaryFolder, writePack } from './fixture.ts'

const MESSAGE = Buffer.from('DSSEv1 4 text 5 bytes')

/** A signer in a few lines of JavaScript: `key` and `message` are at hand. */
function scripted(t: TestContext, script: string, { type = 'ed25519', timeoutMs, words = [] }: { type?: 'ed25519' | 'ec'; timeoutMs?: number; words?: string[] } = {}) {
  const dir = temporaryFolder(t)
  const holder = newKey(type)
  const file = join(dir, 'signer.cjs')
  writeFileSync(join(dir, 'own.key'), holder.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(file, `
const { sign } = require('node:crypto')
const { readFileSync } = require('node:fs')
const key = readFileSync(${JSON.stringify(join(dir, 'own.key'))})
const signed = (message) => sign(${type === 'ec' ? "'sha256'" : 'null'}, message, key)
${script}`)
  return { holder, dir, signer: externalSigner([process.execPath, file, ...words], holder.publicKey, timeoutMs) }
}

function problemOf(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems[0] ?? assert.fail('no problem')
    throw error
  }
  return assert.fail('it signed')
}

describe('an external signer', () => {
  for (const type of ['ed25519', 'ec'] as const) {
    it(`seals and countersigns a pack (${type})`, (t) => {
      const { signer, holder, dir } = scripted(t, 'process.stdout.write(signed(readFileSync(0)))', { type })
      const [sealed, other] = [join(dir, 'sealed'), join(dir, 'other')]
      writePack(sealed)
      sealPack(sealed, signer)
      countersignPack(sealed, newKey())
      writePack(other)
      sealPack(other, newKey())
      countersignPack(other, signer)
      for (const pack of [sealed, other]) assert.equal(verifyPack(pack, [holder.publicKey]).status, 'valid')
    })
  }

  it('may write base64, and be told the file by name', (t) => {
    const { signer, holder } = scripted(t, `console.log(signed(readFileSync(process.argv[2])).toString('base64').replace(/(.{40})/g, '$1\\n'))`, { words: ['{}'] })
    assert.ok(isSignedBy(MESSAGE, signer.sign(MESSAGE), holder.publicKey))
  })

  it('gets its words as they are: no shell is involved', (t) => {
    const seen = join(temporaryFolder(t), 'seen.json')
    const words = ['$HOME', '; exit 1', '`id`', '*', '{}x']
    const { signer } = scripted(t, `require('node:fs').writeFileSync(process.argv[2], JSON.stringify(process.argv.slice(3)))\nprocess.stdout.write(signed(readFileSync(0)))`, { words: [seen, ...words] })
    signer.sign(MESSAGE)
    assert.deepEqual(JSON.parse(readFileSync(seen, 'utf8')), words)
  })

  const broken: { name: string; script: string; seen: RegExp; timeoutMs?: number }[] = [
    { name: 'signs something else', script: `process.stdout.write(signed(Buffer.from('something else')))`, seen: /^64 bytes that are no signature by this key$/ },
    { name: 'adds to what it was given', script: `process.stdout.write(signed(Buffer.concat([readFileSync(0), Buffer.from('\\n')])))`, seen: /no signature/ },
    { name: 'says nothing', script: '', seen: /^no output$/ },
    { name: 'says something before the signature', script: `process.stdout.write('Signature: '); process.stdout.write(signed(readFileSync(0)))`, seen: /^75 bytes that are no signature/ },
    { name: 'fails', script: `console.error('PKCS#11: CKR_PIN_INCORRECT \\u001b[31m\\u202e'); process.exit(3)`, seen: /^exit code 3; it says: PKCS#11: CKR_PIN_INCORRECT ⟨U\+001B⟩\[31m⟨U\+202E⟩$/ },
    { name: 'fails after it has signed', script: `process.stdout.write(signed(readFileSync(0))); process.exitCode = 1`, seen: /^exit code 1$/ },
    { name: 'is killed', script: `process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)`, seen: /^it was ended by SIGTERM$/ },
    { name: 'does not come to an end', script: `setInterval(() => {}, 1000)`, seen: /^no signature within 0\.3 seconds$/, timeoutMs: 300 },
    { name: 'says too much', script: `process.stdout.write('x'.repeat(1_000_000))`, seen: /^more than 65536 bytes of output$/ },
    { name: 'complains too much', script: `process.stderr.write('x'.repeat(1_000_000)); process.stdout.write(signed(readFileSync(0)))`, seen: /^more than 65536 bytes of output$/ },
  ]
  for (const { name, script, seen, timeoutMs } of broken) {
    it(`is refused when it ${name}, and leaves the pack without a seal`, (t) => {
      const { signer, dir } = scripted(t, script, timeoutMs === undefined ? {} : { timeoutMs })
      const problem = problemOf(() => tryOut(signer))
      assert.equal(problem.code, 'ASSAY_SIGNER_FAILED')
      assert.match(problem.seen ?? '', seen)
      const pack = join(dir, 'pack')
      writePack(pack)
      assert.equal(problemOf(() => sealPack(pack, signer)).code, 'ASSAY_SIGNER_FAILED')
      assert.deepEqual([verifyPack(pack).status, existsSync(join(pack, 'public-key.pem'))], ['unsealed', false])
      assert.deepEqual(verifyPack(pack).findings.length, 1)
    })
  }

  it('leaves a pack that it cannot countersign as it was', (t) => {
    const { signer, dir } = scripted(t, `process.stdout.write('x')`)
    const pack = join(dir, 'pack')
    writePack(pack)
    sealPack(pack, newKey())
    const before = readFileSync(join(pack, 'statement.dsse.json'))
    assert.equal(problemOf(() => countersignPack(pack, signer)).code, 'ASSAY_SIGNER_FAILED')
    assert.deepEqual(readFileSync(join(pack, 'statement.dsse.json')), before)
  })

  it('is refused when there is no such program, and no argument of it is told', () => {
    const { publicKey } = newKey()
    const problem = problemOf(() => externalSigner(['no-such-signer', '--pin', '4711'], publicKey).sign(MESSAGE))
    assert.deepEqual([problem.code, problem.place, problem.seen], ['ASSAY_SIGNER_FAILED', '--signer no-such-signer', 'it cannot be started (ENOENT)'])
    assert.doesNotMatch(JSON.stringify(problem), /4711/)
  })

  it('is refused when its signatures are of another key than the one named', (t) => {
    const { dir } = scripted(t, `process.stdout.write(signed(readFileSync(0)))`)
    for (const type of ['ed25519', 'ec'] as const) {
      assert.equal(problemOf(() => externalSigner([process.execPath, join(dir, 'signer.cjs')], newKey(type).publicKey).sign(MESSAGE)).code, 'ASSAY_SIGNER_FAILED')
    }
  })

  it('leaves nothing behind', (t) => {
    const { signer } = scripted(t, `process.stdout.write('x')`)
    const before = process.env['TMPDIR']
    const folder = temporaryFolder(t)
    process.env['TMPDIR'] = folder
    t.after(() => (before === undefined ? delete process.env['TMPDIR'] : (process.env['TMPDIR'] = before)))
    assert.equal(tmpdir(), folder)
    problemOf(() => signer.sign(MESSAGE))
    assert.deepEqual(readdirSync(folder), [])
  })
})
