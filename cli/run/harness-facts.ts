import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../paths.ts'

/** Digests of what decides how a scenario goes: runs that are to be one have to agree in them. */
export interface HarnessFacts {
  /** SHA-256 over the feature files. */
  features: string
  /** SHA-256 over everything else that takes part in a run: steps, services, drivers, the reference candidate, configuration. */
  harness: string
}

const TAKES_PART = ['candidate', 'cli/run', 'config', 'mocks', 'reports/pack', 'steps']

export const harnessFacts = (root = ROOT): HarnessFacts => ({ features: digest(root, ['features']), harness: digest(root, TAKES_PART) })

/** SHA-256 over all that the mocked services are made of: a run that uses a hub elsewhere has to have the same. */
export const servicesDigest = (root = ROOT): string => digest(root, ['config', 'mocks'])

/** Over the names and contents of all files, in the order of their names. */
function digest(root: string, folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
      const content = readFileSync(path)
      hash.update(`${path.slice(root.length).replaceAll('\\', '/')}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}
