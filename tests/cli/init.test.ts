import assert from 'node:assert/strict'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { generateKeyPairSync } from 'node:crypto'
import { loadPracticeData } from '../../candidate/reference/practice/practice-data.ts'
import { loadCandidate } from '../../config/load-candidate.ts'
import { loadWorld } from '../../config/world.ts'
import { temporaryFolder } from '../config/temporary-folder.ts'
import { assay } from '../e2e/support/assay.ts'

suite('assay init', { concurrency: 2 }, () => {
  test('writes a candidate file that only lacks what is the supplier’s own, and the data', async (context) => {
    const folder = temporaryFolder(context, {})
    const { code, out, err } = await assay(['init', '--out', join(folder, 'new', 'candidate.yaml')])
    assert.equal(code, 0, err)
    assert.match(out, /^Written: .*candidate\.yaml, .*data-contract\.json$/m)
    assert.match(out, /assay doctor --candidate/)
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    writeFileSync(join(folder, 'new', 'public-keys.json'), JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }] }))
    const { config } = loadCandidate(join(folder, 'new', 'candidate.yaml'), { CANDIDATE_API_KEY: 'key' })
    assert.equal(config.name, 'Example GP')
  })

  test('writes data that has everybody who works at the practice, and no patient', async (context) => {
    const folder = temporaryFolder(context, {})
    const file = join(folder, 'data.json')
    assert.equal((await assay(['init', '--data', file])).code, 0)
    assert.deepEqual(readdirSync(folder), ['data.json'])
    const { staff, patients, more } = loadPracticeData(file)
    const here = loadWorld().staff.filter(({ roles }) => roles.some(({ organisation }) => organisation === 'A99901'))
    assert.deepEqual(staff.map(({ id }) => id), here.map(({ id }) => id))
    assert.deepEqual(patients, [])
    assert.deepEqual(Object.keys(more).sort(), ['about', 'mesh', 'organisations', 'practice', 'registrationLinks', 'spine'])
  })

  test('never writes over a file, and then writes nothing', async (context) => {
    const folder = temporaryFolder(context, { 'candidate.yaml': 'mine' })
    const { code, err } = await assay(['init', '--out', join(folder, 'candidate.yaml')])
    assert.equal(code, 2)
    assert.match(err, /ASSAY_INIT_EXISTS/)
    assert.deepEqual(readdirSync(folder), ['candidate.yaml'])
    assert.equal(readFileSync(join(folder, 'candidate.yaml'), 'utf8'), 'mine')
  })

  test('explains itself, and what it does not understand', async () => {
    const help = await assay(['init', '--help'])
    assert.equal(help.code, 0)
    assert.match(help.out, /--out FILE[^]*--data FILE[^]*Examples[^]*Exit codes/)
    const wrong = await assay(['init', '--force'])
    assert.equal(wrong.code, 2)
    assert.match(wrong.err, /ASSAY_OPTION_INVALID[^]*--force/)
  })
})
