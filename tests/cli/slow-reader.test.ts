import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

test('what a command prints is whole, however late somebody reads it', async () => {
  const command = spawn(process.execPath, ['cli/assay.ts', 'catalogue', 'list', '--verbose', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  // Longer than a finished command waits for what may still be open.
  await pause(4_500)
  assert.equal((JSON.parse(await text(command.stdout)) as unknown[]).length, 473)
})
