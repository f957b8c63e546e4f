import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { median } from './load.ts'
import { ROOT } from './runs.ts'

const FEATURE = 'features/national-services/pds-update.feature'

/**
 * From the command to the first step of the first scenario: `assay run` (preflight, hub, candidate and all) against plain
 * cucumber-js on the same features, with hub and candidate already running. Both say on stdout when the first step ends,
 * through a formatter that every cucumber run can have.
 */
export async function benchStartup({ rounds = 5 } = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  const setup = join(folder, 'setup.json')
  const reference = spawn(process.execPath, [join(ROOT, 'cli/assay.ts'), 'reference', '--fresh', '--port', '9917', '--setup', setup], { cwd: folder, stdio: 'ignore' })
  try {
    for (let attempt = 0; attempt < 100 && !existsSync(setup); attempt++) await delay(100)
    const assay: number[] = []
    const cucumber: number[] = []
    for (let round = 0; round < rounds; round++) {
      assay.push(await firstStep(process.execPath, [join(ROOT, 'cli/assay.ts'), 'run', '--tags', '@req:TIF-PDS-01', '--workers', '1', '--format', 'markdown', '--out', join(folder, `pack-${round}`)], { ASSAY_TIMING: '1' }))
      cucumber.push(await firstStep(process.execPath, [join(ROOT, 'node_modules/@cucumber/cucumber/bin/cucumber.js'), FEATURE, '--tags', '@req:TIF-PDS-01'], { ASSAY_SETUP: setup, ASSAY_TIMING: '1' }))
    }
    const [a, c] = [median(assay), median(cucumber)]
    console.log(`  assay run           ${a.toFixed(2)} s to the first step  (${assay.map((value) => value.toFixed(2)).join(', ')})`)
    console.log(`  plain cucumber-js   ${c.toFixed(2)} s                    (${cucumber.map((value) => value.toFixed(2)).join(', ')})`)
    console.log(`  over cucumber-js    ${(a - c).toFixed(2)} s   (goal: 1.00 or less)`)
  } finally {
    reference.kill('SIGTERM')
  }
}

/** Seconds until the process says `first-step` on stderr. */
function firstStep(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
    let seconds: number | undefined
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('first-step')) seconds ??= (performance.now() - began) / 1000
    })
    child.once('error', reject)
    child.once('close', () => (seconds === undefined ? reject(new Error(`${args.join(' ')} never came to a step`)) : resolve(seconds)))
  })
}
