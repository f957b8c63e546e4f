import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { WORK_FOLDER } from '../paths.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** A folder for what only this run needs. Sweeps away what runs that were killed have left behind, once they are a day old. */
export function scratchFolder(runId: string): { path: string; remove(): void } {
  const all = resolve(WORK_FOLDER, 'runs')
  mkdirSync(all, { recursive: true })
  for (const name of readdirSync(all)) {
    const folder = join(all, name)
    // Another run may sweep at the same moment.
    const seen = statSync(folder, { throwIfNoEntry: false })
    if (seen && Date.now() - seen.mtimeMs > DAY_MS) rmSync(folder, { recursive: true, force: true })
  }
  const path = join(all, runId)
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
