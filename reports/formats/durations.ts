import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { durationsOf } from '../pack/durations.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'

/** How long each scenario took, small enough to be checked in: what `assay run --shard I/N --durations FILE` divides the next run by. */
export const format: Format = {
  name: 'durations',
  summary: 'how long each scenario took, for assay run --durations',
  render: async (pack, outDir) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'durations.json')
    const scenarios = Object.fromEntries(durationsOf(pack.run))
    writeFileSync(entry, `${JSON.stringify({ version: 1, run: pack.results.run.id, seal: sealNote(pack), scenarios }, null, 1)}\n`)
    return { entry, files: 1 }
  },
}
