import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ConfigError } from '../../../candidate/reference/config/config-error.ts'
import { loadConfig } from '../../../candidate/reference/config/load-config.ts'
import { loadPracticeData } from '../../../candidate/reference/practice/practice-data.ts'

function problemsOf(content: unknown, load: (file: string) => unknown = loadConfig) {
  const folder = mkdtempSync(join(tmpdir(), 'config-'))
  const file = join(folder, 'config.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  try {
    load(file)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error))
    return error.problems.map(({ place, what, remedy }) => ({ place: place.replace(file, ''), what: what.replaceAll(folder, ''), remedy }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('everything wrong with a configuration is named at once, with the place and what to do', () => {
  const problems = problemsOf({
    listen: { port: 99_999 },
    practice: { odsCode: 'a83008', name: '' },
    national: {
      platformUrl: 'ftp://somewhere',
      tokenUrl: 'https://api.example/oauth2/token',
      clientId: 'x',
      privateKey: 'missing.pem',
      keyId: 'k',
    },
    session: { idleSeconds: 0 },
    tests: true,
  })
  assert.deepEqual(problems.map(({ place }) => place).sort(), [
    '#/cis2',
    '#/listen/port',
    '#/national/platformUrl',
    '#/national/privateKey',
    '#/practice/name',
    '#/practice/odsCode',
    '#/session/idleSeconds',
    '#/tests',
  ])
  for (const { remedy } of problems) assert.match(remedy, /^(Give|Say|Remove)/)
  assert.match(problems.find(({ place }) => place === '#/national/privateKey')!.what, /missing\.pem cannot be read \(ENOENT\)/)
})

test('a file that is no JSON, and one that is not there, are named', () => {
  assert.match(problemsOf('{ "listen": ')[0]!.what, /is not JSON/)
  assert.throws(() => loadConfig('/nowhere/config.json'), /cannot be read \(ENOENT\)/)
})

test('practice data names every entry that is wrong', () => {
  const problems = problemsOf({ staff: [{ id: '1' }, { id: '2', given: 'A', family: 'B' }], patients: [{}] }, loadPracticeData)
  assert.deepEqual(
    problems.map(({ place }) => place),
    ['#/staff/0', '#/patients/0'],
  )
})
