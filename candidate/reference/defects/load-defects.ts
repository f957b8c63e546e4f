import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Defect } from './defect.ts'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** Files of the faults by the names of the faults: each is alone in a file of its name, in the folder of its area. */
function files(): Map<string, string> {
  const all = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((area) => readdirSync(join(FOLDER, area.name)).map((file): [string, string] => [basename(file, '.ts'), `./${area.name}/${file}`]))
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
  const byName = new Map(all)
  const hidden = all.find(([name, file]) => byName.get(name) !== file)
  if (hidden) throw new Error(`Failed to load the faults: ${hidden[1]} and ${byName.get(hidden[0])} have the same name, and only one of them would ever be tried. Rename one.`)
  return byName
}

/** All known faults, area by area. */
export function loadDefects(): Promise<Defect[]> {
  return Promise.all([...files().values()].map((file) => load(file)))
}

/** The fault of that name, without loading any other: as new, whatever it remembers of an earlier time. */
export async function loadDefect(name: string): Promise<Defect | undefined> {
  const file = files().get(name)
  return file === undefined ? undefined : load(file, `?${times++}`)
}

let times = 0

async function load(file: string, instance = ''): Promise<Defect> {
  const [defect, ...more] = Object.values((await import(file + instance)) as Record<string, Defect>)
  if (!defect || more.length > 0 || defect.name !== basename(file, '.ts')) throw new Error(`Failed to load the fault in ${file}: expected one export, a defect of that name.`)
  return defect
}
