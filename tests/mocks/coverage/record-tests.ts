import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Recording } from './record.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

/** Runs the tests of all services, and returns what was answered and read in them. Throws when a test fails: what a failing test saw proves nothing. */
export function recordTests(): Recording[] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-record-'))
  try {
    const files = globSync('tests/mocks/services/*.test.ts', { cwd: ROOT })
    const { NODE_TEST_CONTEXT: _outer, ...env } = process.env
    const { status, stdout } = spawnSync(process.execPath, ['--test', ...files], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...env, ASSAY_RECORD: folder, NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'record.ts'))}` },
    })
    if (status !== 0) throw new Error(`Failed to measure coverage: tests of services fail.\n${stdout.split('\n').filter((line) => line.includes('✖')).join('\n')}`)
    return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
