import { existsSync, readFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { createRequire } from 'node:module'
import { componentsOf } from './components.ts'
import type { Component, LockFile } from './components.ts'
import { sha256 } from './sha256.ts'
import type { CandidateFacts } from './events.ts'
import type { SharedHub } from './shared-hub.ts'

/** environment.json: what one needs to do the same run again. */
export interface Environment {
  assay: string
  node: string
  cucumber: string
  os: { platform: string; release: string; arch: string; cpus: number; memoryBytes: number }
  /** SHA-256 of package-lock.json; absent where the harness is installed without one. */
  lockFile?: string
  /** What the harness is made of, from its lock file, for an SBOM. */
  components?: Component[]
  seed: number
  profile: string
  /** SHA-256 of the catalogue. */
  catalogue: string
  candidate: CandidateFacts
  /** The candidate's configuration, without its secrets (redacted once more when the pack is opened for writing). */
  configuration: object
  /** The hub that others share, where the run used one. */
  sharedHub?: SharedHub
  /** Whatever else the caller knows: workers, digests of the sources. */
  [more: string]: unknown
}

/** What the caller has to say, since it cannot be derived from here. */
export type EnvironmentFacts = Pick<Environment, 'seed' | 'profile' | 'catalogue' | 'candidate' | 'configuration'> & { more?: Record<string, unknown> }

/** Folder of this Assay. */
const ROOT = new URL('../../', import.meta.url)

/** @param root folder with the harness's package.json and package-lock.json */
export function describeEnvironment({ more, ...facts }: EnvironmentFacts, root: URL = ROOT): Environment {
  const lockFile = readIfThere(new URL('package-lock.json', root))
  return {
    assay: assayVersion(root),
    node: process.versions.node,
    cucumber: versionIn(createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json')),
    os: { platform: platform(), release: release(), arch: arch(), cpus: cpus().length, memoryBytes: totalmem() },
    ...(lockFile === undefined ? {} : { lockFile: sha256(lockFile) }),
    ...facts,
    ...more,
    ...(lockFile === undefined ? {} : { components: componentsOf(JSON.parse(lockFile.toString()) as LockFile, (path) => existsSync(new URL(`${path}/package.json`, root))) }),
  }
}

/** Version of this Assay. */
export const assayVersion = (root: URL = ROOT): string => versionIn(new URL('package.json', root))

const versionIn = (manifest: URL | string): string => String((JSON.parse(readFileSync(manifest, 'utf8')) as { version: unknown }).version)

function readIfThere(file: URL): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
