import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Problem } from '../../config/problem.ts'

/** A fresh run id: when, and which of those that began in the same second. */
export function newRunId(now: Date): string {
  return `${now.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z-${randomBytes(3).toString('hex')}`
}

/** Folder for a run's pack: as asked, or `packs/<utc>-<id>` with `packs/latest` pointing at it. */
export function packFolder(runId: string, asked: string | undefined): string {
  if (asked !== undefined) return asked
  mkdirSync('packs', { recursive: true })
  const folder = join('packs', runId)
  rmSync(join('packs', 'latest'), { force: true })
  symlinkSync(basename(folder), join('packs', 'latest'))
  return folder
}

/** A pack is evidence: it is never written over. */
export function packProblems(asked: string | undefined): Problem[] {
  if (asked === undefined || !existsSync(join(asked, 'events.ndjson'))) return []
  return [
    {
      code: 'ASSAY_OUT_EXISTS',
      what: 'Failed to begin a pack: the folder holds one already',
      place: `option --out ${asked}`,
      seen: join(asked, 'events.ndjson'),
      expected: 'an empty folder, or none',
      remedy: 'Name another folder: a pack is never written over.',
    },
  ]
}
