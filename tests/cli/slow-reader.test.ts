import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

/** A command that prints more than a pipe holds. */
const wordy = () => spawn(process.execPath, ['cli/assay.ts', 'catalogue', 'list', '--verbose', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })

const codeOf = async (command: ChildProcess) => (await once(command, 'exit'))[0] as number | null

test('what a command prints is whole, however late somebody reads it', async () => {
  const command = wordy()
  // Longer than a finished command waits for what may still be open.
  await pause(4_500)
  const { requirements } = JSON.parse(await text(command.stdout)) as { requirements: unknown[] }
  assert.equal(requirements.length, 473)
})

test('a reader who leaves before the end is told of no fault', async () => {
  const command = wordy()
  const [code, errors] = [codeOf(command), text(command.stderr)]
  await once(command.stdout, 'data')
  command.stdout.destroy()
  assert.deepEqual([await code, await errors], [0, ''])
})
