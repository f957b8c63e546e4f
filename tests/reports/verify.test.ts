import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { LIMITS } from '../../reports/pack/limits.ts'
import { decide } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import { serialiseEnvelope, signEnvelope } from '../../reports/pack/dsse.ts'
import { digestOf } from '../../reports/pack/digest-of.ts'
import { listFiles } from '../../reports/pack/list-files.ts'
import { replayLog } from '../../reports/pack/replay-log.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Results } from '../../reports/pack/results.ts'
import { isSealed, sealPack } from '../../reports/pack/seal.ts'
import { serialiseResults } from '../../reports/pack/serialise-results.ts'
import { statementOf } from '../../reports/pack/statement.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { newKey, sealedPack, temporaryFolder, writePack } from './fixture.ts'

const flip = (file: string, at = 0.5): void => {
  const bytes = readFileSync(file)
  const i = Math.floor(bytes.length * at)
  bytes[i] = (bytes[i] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

const lines = (pack: string): string[] => readFileSync(join(pack, 'events.ndjson'), 'utf8').split('\n').slice(0, -1)
const rewrite = (pack: string, changed: string[]): void => writeFileSync(join(pack, 'events.ndjson'), changed.map((line) => `${line}\n`).join(''))
const aBlob = (pack: string, n = 0): string => join(pack, 'blobs', readdirSync(join(pack, 'blobs')).sort()[n] ?? '')

describe('verifying a pack', () => {
  it('finds an untouched pack valid, and says whose key that was shown with', (t) => {
    const dir = temporaryFolder(t)
    const { publicKey, keyId, seal } = sealedPack(dir)
    const own = verifyPack(dir)
    assert.deepEqual([own.status, own.findings, own.origin], ['valid', [], 'own-key'])
    assert.deepEqual(own.seal, { digest: seal.digest, fileDigest: digestOf(join(dir, 'statement.dsse.json')), keyId })
    assert.deepEqual([verifyPack(dir, [publicKey]).status, verifyPack(dir, [publicKey]).origin], ['valid', 'given-key'])
  })

  it('shows no exchange that was changed after the pack had been opened', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    const exchanges = (): number => scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges)).length
    const { scenarios } = openPack(dir).run
    assert.ok(exchanges() > 0)
    rewrite(dir, lines(dir).map((line) => line.replace('"type":"exchange"', '"type":"exchangE"')))
    assert.throws(exchanges, /was changed after it had been opened/)
  })

  it('refuses a pack that somebody else signed, when a key is given', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    const { status, findings } = verifyPack(dir, [newKey().publicKey])
    assert.equal(status, 'touched')
    assert.match(findings[0]?.what ?? '', /another key/)
  })

  it('can be opened through a link such as packs/latest', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(join(dir, 'one'))
    symlinkSync(join(dir, 'one'), join(dir, 'latest'))
    assert.equal(verifyPack(join(dir, 'latest')).status, 'valid')
  })

  it('lets report/ be rendered again', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    mkdirSync(join(dir, 'report'))
    writeFileSync(join(dir, 'report/index.html'), 'anything')
    assert.equal(verifyPack(dir).status, 'valid')
  })

  // Each touch leaves a valid pack, made once, changed in one place; the place is what must be named.
  const touches: { name: string; touch: (pack: string) => void; place: string | RegExp; what?: RegExp }[] = [
    { name: 'a byte of results.json', touch: (pack) => flip(join(pack, 'results.json')), place: 'results.json' },
    { name: 'an outcome in results.json', touch: (pack) => writeFileSync(join(pack, 'results.json'), readFileSync(join(pack, 'results.json'), 'utf8').replaceAll('failed', 'passed')), place: 'results.json' },
    { name: 'a byte of environment.json', touch: (pack) => flip(join(pack, 'environment.json')), place: 'environment.json' },
    { name: 'a byte of a blob', touch: (pack) => flip(aBlob(pack)), place: /^blobs\/[0-9a-f]{64}$/ },
    { name: 'a byte of the seal', touch: (pack) => flip(join(pack, 'statement.dsse.json')), place: 'statement.dsse.json' },
    { name: 'the first byte of the seal', touch: (pack) => flip(join(pack, 'statement.dsse.json'), 0), place: 'statement.dsse.json' },
    { name: 'a blank after the seal', touch: (pack) => appendFileSync(join(pack, 'statement.dsse.json'), ' '), place: 'statement.dsse.json' },
    { name: 'a byte of the public key', touch: (pack) => flip(join(pack, 'public-key.pem')), place: 'public-key.pem' },
    { name: 'another public key', touch: (pack) => writeFileSync(join(pack, 'public-key.pem'), newKey().publicKey.export({ type: 'spki', format: 'pem' })), place: 'public-key.pem' },
    { name: 'the public key gone', touch: (pack) => rmSync(join(pack, 'public-key.pem')), place: 'public-key.pem' },
    { name: 'a blob gone', touch: (pack) => rmSync(aBlob(pack)), place: /^blobs\//, what: /removed/ },
    { name: 'results.json gone', touch: (pack) => rmSync(join(pack, 'results.json')), place: 'results.json', what: /removed/ },
    { name: 'the event log gone', touch: (pack) => rmSync(join(pack, 'events.ndjson')), place: 'events.ndjson', what: /removed/ },
    { name: 'a blob added', touch: (pack) => writeFileSync(join(pack, 'blobs', 'a'.repeat(64)), 'x'), place: `blobs/${'a'.repeat(64)}`, what: /added/ },
    { name: 'a stranger added', touch: (pack) => writeFileSync(join(pack, 'notes.txt'), 'x'), place: 'notes.txt', what: /does not belong/ },
    { name: 'a stranger among the blobs', touch: (pack) => writeFileSync(join(pack, 'blobs', 'evil.html'), 'x'), place: 'blobs/evil.html', what: /does not belong/ },
    { name: 'a folder added', touch: (pack) => mkdirSync(join(pack, 'more')), place: 'more', what: /not a regular file/ },
    {
      name: 'two blobs swapped',
      touch: (pack) => {
        const [a, b] = [aBlob(pack, 0), aBlob(pack, 1)]
        renameSync(a, join(pack, 'c'))
        renameSync(b, a)
        renameSync(join(pack, 'c'), b)
      },
      place: /^blobs\//,
    },
    {
      name: 'a blob replaced by a link',
      touch: (pack) => {
        const blob = aBlob(pack)
        renameSync(blob, join(pack, '..', 'elsewhere'))
        symlinkSync(join(pack, '..', 'elsewhere'), blob)
      },
      place: /^blobs\//,
      what: /symbolic link/,
    },
    {
      name: 'the blobs folder replaced by a link',
      touch: (pack) => {
        renameSync(join(pack, 'blobs'), join(pack, '..', 'elsewhere'))
        symlinkSync(join(pack, '..', 'elsewhere'), join(pack, 'blobs'))
      },
      place: 'blobs',
      what: /symbolic link/,
    },
    { name: 'a byte of line 9', touch: (pack) => rewrite(pack, lines(pack).map((line, i) => (i === 8 ? line.replace('"worker":"0"', '"worker":"1"').replace(/"type":"([a-z])/, '"type":"X$1') : line))), place: 'events.ndjson:9', what: /changed/ },
    { name: 'a word in line 13', touch: (pack) => rewrite(pack, lines(pack).map((line, i) => (i === 12 ? line.replace('Z"', 'Y"') : line))), place: 'events.ndjson:13', what: /changed/ },
    { name: 'the hash in line 13', touch: (pack) => rewrite(pack, lines(pack).map((line, i) => (i === 12 ? line.replace(/"prev":"./, '"prev":"x') : line))), place: 'events.ndjson:13', what: /changed/ },
    { name: 'the number of line 13', touch: (pack) => rewrite(pack, lines(pack).map((line, i) => (i === 12 ? line.replace('"seq":13', '"seq":93') : line))), place: 'events.ndjson:13', what: /changed/ },
    { name: 'the first line', touch: (pack) => rewrite(pack, lines(pack).map((line, i) => (i === 0 ? line.replace('"seed":42', '"seed":43') : line))), place: 'events.ndjson:1', what: /changed/ },
    { name: 'the last line', touch: (pack) => rewrite(pack, lines(pack).map((line, i, all) => (i === all.length - 1 ? line.replace('completed', 'crashed') : line))), place: /^events\.ndjson:\d+$/, what: /changed/ },
    { name: 'a line removed', touch: (pack) => rewrite(pack, lines(pack).toSpliced(12, 1)), place: 'events.ndjson:13', what: /removed/ },
    { name: 'the first line removed', touch: (pack) => rewrite(pack, lines(pack).slice(1)), place: 'events.ndjson:1', what: /removed/ },
    { name: 'a line added', touch: (pack) => rewrite(pack, lines(pack).toSpliced(12, 0, lines(pack)[11] ?? '')), place: 'events.ndjson:13', what: /added/ },
    { name: 'two lines swapped', touch: (pack) => rewrite(pack, lines(pack).with(12, lines(pack)[13] ?? '').with(13, lines(pack)[12] ?? '')), place: 'events.ndjson:13', what: /moved/ },
    { name: 'the last lines cut off', touch: (pack) => rewrite(pack, lines(pack).slice(0, -2)), place: /^events\.ndjson:\d+$/, what: /removed/ },
    { name: 'the log cut in the middle of a line', touch: (pack) => truncateSync(join(pack, 'events.ndjson'), readFileSync(join(pack, 'events.ndjson')).length - 20), place: /^events\.ndjson:\d+$/, what: /removed/ },
    { name: 'a line after the end', touch: (pack) => rewrite(pack, [...lines(pack), '{"seq":99}']), place: /^events\.ndjson:\d+$/, what: /added/ },
    { name: 'something begun after the end', touch: (pack) => appendFileSync(join(pack, 'events.ndjson'), '{"seq'), place: /^events\.ndjson:\d+$/, what: /added after the last line/ },
    { name: 'a line that is far too long', touch: (pack) => appendFileSync(join(pack, 'events.ndjson'), ' '.repeat(LIMITS.lineBytes + 2 ** 21)), place: /^events\.ndjson:\d+$/, what: /longer than/ },
  ]
  for (const { name, touch, place, what } of touches) {
    it(`names the place: ${name}`, (t) => {
      const root = temporaryFolder(t)
      const pack = join(root, 'pack')
      sealedPack(pack)
      touch(pack)
      const { status, findings } = verifyPack(pack)
      assert.equal(status, 'touched')
      const [first] = findings
      if (typeof place === 'string') assert.equal(first?.place, place)
      else assert.match(first?.place ?? '', place)
      if (what !== undefined) assert.match(first?.what ?? '', what)
    })
  }

  it('finds any single flipped byte of a small pack', (t) => {
    const root = temporaryFolder(t)
    const pack = join(root, 'pack')
    sealedPack(pack)
    for (const file of ['events.ndjson', 'results.json', 'environment.json', 'statement.dsse.json', 'public-key.pem']) {
      const good = readFileSync(join(pack, file))
      for (let i = 0; i < good.length; i += Math.ceil(good.length / 40)) {
        const bad = Buffer.from(good)
        bad[i] = (bad[i] ?? 0) ^ 0x20
        writeFileSync(join(pack, file), bad)
        assert.equal(verifyPack(pack).status, 'touched', `${file}, byte ${i}`)
      }
      writeFileSync(join(pack, file), good)
    }
    assert.equal(verifyPack(pack).status, 'valid')
  })

  it('sees through results that were edited and sealed with another key', (t) => {
    const dir = temporaryFolder(t)
    sealedPack(dir)
    const forged = join(dir, 'results.json')
    const edited = readFileSync(forged, 'utf8').replaceAll('"failed"', '"passed"')
    // Sealing sums the log up anew, so a forger has to sign by hand; here the sum is undone after a second sealing.
    sealPack(dir, newKey())
    writeFileSync(forged, edited)
    assert.equal(verifyPack(dir).findings[0]?.place, 'results.json')
  })

  describe('with results that are signed, but not what this Assay adds the log up to', () => {
    /** Changes results.json and signs it, as an Assay would have that adds up otherwise. */
    function resealed(t: { after: (fn: () => void) => void }, change: (results: Results) => void): string {
      const dir = temporaryFolder(t)
      const { results, ...key } = sealedPack(dir)
      change(results)
      writeFileSync(join(dir, 'results.json'), serialiseResults(results))
      const { files } = listFiles(dir)
      const manifest = files.filter(({ name }) => isSealed(name)).map(({ name }) => ({ name, sha256: digestOf(join(dir, name)) }))
      const statement = statementOf(manifest, results, replayLog(join(dir, 'events.ndjson')).end)
      writeFileSync(join(dir, 'statement.dsse.json'), serialiseEnvelope(signEnvelope(Buffer.from(JSON.stringify(statement)), key)))
      return dir
    }
    const differently = ({ requirements: [first = assert.fail()] }: Results): void => void (first.outcome = 'passed')

    it('says that it is another reckoning, not that it was touched, and names what differs', (t) => {
      const dir = resealed(t, differently)
      const { status, findings, origin } = verifyPack(dir)
      assert.deepEqual([status, origin], ['reckoned-otherwise', 'own-key'])
      assert.match(findings[0]?.what ?? '', /signed and unchanged.*written by Assay 0\.1\.0$/)
      assert.equal(findings[1]?.what, 'has passed for TIF-PDS-01; the event log adds up to failed now')
      const { status: code, stdout } = spawnSync(process.execPath, ['cli/assay.ts', 'verify', dir], { encoding: 'utf8' })
      assert.deepEqual([code, /^RECKONED OTHERWISE[\s\S]*nothing was touched/.test(stdout), /TOUCHED/.test(stdout)], [1, true, false])
    })

    it('lets what the logs add up to be compared, and says so', (t) => {
      const dir = resealed(t, differently)
      const { status: code, stderr } = spawnSync(process.execPath, ['cli/assay.ts', 'compare', dir, dir], { encoding: 'utf8' })
      assert.deepEqual([code, /was not touched, but another version of Assay added it up/.test(stderr)], [0, true])
    })

    it('says so when only the form differs', (t) => {
      const { status, findings } = verifyPack(resealed(t, (results) => Object.assign(results, { more: 1 })))
      assert.deepEqual([status, findings.length], ['reckoned-otherwise', 1])
      assert.match(findings[0]?.what ?? '', /Every outcome is the same/)
    })

    it('never opens the gate with them', (t) => {
      const { results, verification } = openPack(resealed(t, differently))
      const { exitCode, rules } = decide(results, loadPolicy(), { now: new Date(), verification })
      assert.deepEqual([exitCode, rules[0]?.name, rules[0]?.ok, rules[0]?.seen], [1, 'seal', false, 'untouched, but added up by another version of Assay'])
    })

    it('calls it touched when they are of other scenarios, requirements or another run', (t) => {
      const changes: ((results: Results) => void)[] = [({ scenarios }) => scenarios.pop(), ({ requirements }) => requirements.pop(), ({ run }) => void (run.id = 'r-other')]
      for (const change of changes) assert.equal(verifyPack(resealed(t, change)).status, 'touched')
    })

    it('calls it touched when one byte of them was changed after signing', (t) => {
      const dir = resealed(t, differently)
      flip(join(dir, 'results.json'))
      assert.equal(verifyPack(dir).status, 'touched')
    })
  })

  it('takes a pack of a killed run for unsealed, not for valid', (t) => {
    const dir = temporaryFolder(t)
    writePack(dir, undefined, { ended: false })
    appendFileSync(join(dir, 'events.ndjson'), '{"seq":99,"prev":"torn')
    const { status, findings } = verifyPack(dir)
    assert.equal(status, 'unsealed')
    assert.equal(findings[0]?.place, 'statement.dsse.json')
  })

  it('does not read what is no pack', (t) => {
    const dir = temporaryFolder(t)
    assert.equal(verifyPack(join(dir, 'nowhere')).status, 'unreadable')
    assert.equal(verifyPack(dir).status, 'unreadable')
    writeFileSync(join(dir, 'events.ndjson'), '[['.repeat(200_000))
    assert.equal(verifyPack(dir).status, 'unreadable')
  })

  it('does not read a log of another version', (t) => {
    const dir = temporaryFolder(t)
    writePack(dir)
    rewrite(dir, lines(dir).map((line) => line.replace('"version":1', '"version":2')))
    const { status, findings } = verifyPack(dir)
    assert.deepEqual([status, findings[0]?.place], ['unreadable', 'events.ndjson:1'])
  })

  it('survives brackets within brackets in every document', (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'good'))
    for (const file of ['statement.dsse.json', 'results.json', 'environment.json', 'events.ndjson']) {
      const pack = join(root, file)
      cpSync(join(root, 'good'), pack, { recursive: true })
      writeFileSync(join(pack, file), `${'['.repeat(500_000)}\n`)
      assert.equal(verifyPack(pack).status, 'touched', file)
    }
  })
})

describe('assay verify', () => {
  const verify = (...args: string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/assay.ts', 'verify', ...args], { encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }

  it('exits 0, 1 or 2, and prints one JSON document', (t) => {
    const root = temporaryFolder(t)
    const pack = join(root, 'pack')
    sealedPack(pack)
    copyFileSync(join(pack, 'public-key.pem'), join(root, 'key.pem'))
    const valid = verify(pack)
    assert.deepEqual([valid.code, valid.out.startsWith('VALID'), /NOT PROVEN/.test(valid.out)], [0, true, true])
    const trusted = verify(pack, '--key', join(root, 'key.pem'), '--json')
    assert.deepEqual([trusted.code, JSON.parse(trusted.out).status, JSON.parse(trusted.out).origin], [0, 'valid', 'given-key'])
    flip(join(pack, 'results.json'))
    const touched = verify(pack)
    assert.equal(touched.code, 1)
    assert.match(touched.out, /^TOUCHED[\s\S]*results\.json/)
    assert.equal(verify(join(root, 'nothing')).code, 2)
    assert.equal(verify(pack, '--key', join(root, 'nothing')).code, 2)
    assert.match(verify(pack, '--key', join(root, 'nothing')).err, /ASSAY_PACK_KEY_UNREADABLE/)
    assert.equal(verify().code, 2)
  })
})
