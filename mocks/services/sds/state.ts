import { readFileSync } from 'node:fs'
import type { Environment } from '../../kit/environment.ts'
import type { SpineDirectory } from '../../kit/spine-directory.ts'

/** The directory is the environment's: the Spine checks messages against the same. */
export type SdsState = SpineDirectory

/** Facts of the directory that are data: interactions that the Spine forwards. */
export const DIRECTORY = JSON.parse(readFileSync(new URL('directory.json', import.meta.url), 'utf8')) as {
  spine: { reliable: string; express: string }
  forwarded: { services: string[]; reliable: string[]; express: string[] }
}

export const createState = (environment: Environment): SdsState => environment.directory
