import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

it('searches megabytes in one piece where V8 optimises no more patterns, as in a process that has compiled many', async () => {
  const script = fileURLToPath(new URL('redact-large.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-regexp-optimization', script])
  assert.deepEqual(stdout.trim().split('\n'), ['kept redacted', 'kept redacted'])
})
