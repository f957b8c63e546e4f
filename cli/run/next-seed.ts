import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { WORK_FOLDER } from '../paths.ts'

const FILE = join(WORK_FOLDER, 'seeds.json')

/**
 * A seed that no run from here against the candidate at this address has used. A real candidate keeps its data from run to run:
 * with the same seed, the patients of the last run would come to register once more.
 */
export function nextSeed(baseUrl: string, file = FILE): number {
  const used = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {}
  const seed = (used[baseUrl] ?? 0) + 1
  mkdirSync(dirname(file), { recursive: true })
  // In one go, so that a run that is killed here leaves a whole file behind.
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify({ ...used, [baseUrl]: seed }, null, 2)}\n`)
  renameSync(`${file}.${process.pid}`, file)
  return seed
}

const BEGIN = Date.UTC(2025, 0, 1)

/**
 * What national services number their own things from (UBRNs), and make their ids and tokens of. Theirs never come twice, and a real candidate keeps
 * those of earlier runs, of other shards and of what came before a run was gone on with: so it is the seconds since 2025, but in the first run of all.
 */
export const nextSeries = (seed: number, { first }: { first: boolean }, now = Date.now()): number => (first ? seed : Math.floor((now - BEGIN) / 1000))
