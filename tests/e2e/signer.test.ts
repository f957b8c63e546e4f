import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPack } from '../../reports/pack/open.ts'
import { assay } from './support/assay.ts'

const SELECTION = ['--requirement', 'TIF-NHSNO-01', '--tags', 'not @ui', '--workers', '1', '--format', 'markdown']

test('a run is sealed by an external signer, tried out before it; when that fails at the end, nothing is lost', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-signer-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const [key, pem, signer, pack, never] = ['own.key', 'own.pem', 'a signer.cjs', 'pack', 'never'].map((name) => join(folder, name)) as [string, string, string, string, string]
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }))
  // Signs what the second argument lets it: nothing, only when it is tried out, or everything.
  writeFileSync(signer, `
const message = require('node:fs').readFileSync(0)
const mood = process.argv[3]
if (mood === 'broken' || (mood === 'trial' && !message.includes('trial'))) {
  console.error('the token is not there')
  process.exit(1)
}
process.stdout.write(require('node:crypto').sign(null, message, require('node:fs').readFileSync(process.argv[2])))`)
  const signed = (mood: string) => ['--signer', `"${process.execPath}" "${signer}" '${key}' ${mood}`, '--signer-key', pem]

  const refused = await assay(['run', ...SELECTION, ...signed('broken'), '--seed', 'x', '--out', never])
  assert.equal(refused.code, 2)
  assert.match(refused.err, /ASSAY_OPTION_INVALID.*--seed/)
  assert.match(refused.err, /ASSAY_SIGNER_FAILED[\s\S]*exit code 1; it says: the token is not there/)
  assert.equal(existsSync(never), false, 'no scenario ran')

  const unsealed = await assay(['run', ...SELECTION, ...signed('trial'), '--out', pack])
  assert.equal(unsealed.code, 2)
  assert.match(unsealed.err, /Not sealed .* assay run --resume [\s\S]*ASSAY_SIGNER_FAILED/)
  assert.equal((await assay(['gate', pack])).code, 3)

  const sealed = await assay(['run', '--resume', pack, ...signed('well'), '--format', 'markdown'])
  assert.equal(sealed.code, 0, sealed.err)
  const { verification, run } = openPack(pack, [publicKey])
  assert.deepEqual([verification.status, verification.signatures.map(({ status }) => status)], ['valid', ['known']])
  assert.ok(run.scenarios.length > 0 && run.scenarios.every(({ attempts }) => attempts === 1), 'nothing was run again')
})
