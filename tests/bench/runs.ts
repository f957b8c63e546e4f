import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One `assay run`, to the end. */
export interface MeasuredRun {
  exitCode: number
  seconds: number
  outcomes: Record<string, string>
  document: { seconds: number; scenarios: { file: string; line: number; outcome: string }[] }
}

/** Runs `assay run ARGS --json` into a temporary folder. */
export async function assayRun(args: readonly string[]): Promise<MeasuredRun> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  const out = join(folder, 'pack')
  const began = performance.now()
  const { code, stdout } = await run(process.execPath, [join(ROOT, 'cli/assay.ts'), 'run', '--json', '--out', out, ...args])
  const seconds = (performance.now() - began) / 1000
  rmSync(folder, { recursive: true, force: true })
  const document = JSON.parse(stdout) as MeasuredRun['document']
  return {
    exitCode: code,
    seconds,
    outcomes: Object.fromEntries(document.scenarios.map(({ file, line, outcome }) => [`${file}:${line}`, outcome])),
    document,
  }
}

export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] })
    let stdout = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? -1, stdout }))
  })
}
