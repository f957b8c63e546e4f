import type { KeyObject } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import type { Body } from './events.ts'
import { parseJson } from './parse-json.ts'
import type { RunHistory } from './replay.ts'
import { summariseRun } from './results.ts'
import type { Results } from './results.ts'
import { sha256 } from './sha256.ts'
import { inspectPack } from './verify.ts'
import type { Verification } from './verify.ts'

/** A pack, open for reading. What it holds is a stranger's: types are checked, content is not to be trusted. */
export interface Pack {
  dir: string
  verification: Verification
  run: RunHistory
  /** The sum over the event log, done again: results.json is not believed. */
  results: Results
  /** environment.json, or undefined where it cannot be read. */
  environment: unknown
  /** Bytes of a blob; undefined when it is not there or is not what its name says. */
  blob: (name: string) => Buffer | undefined
  /** Text of a body; undefined when its blob is gone. */
  text: (body: Body) => string | undefined
}

/**
 * Opens a pack that was not necessarily left alone: `verification` says whether it was.
 *
 * @param expected keys of which each has to have signed
 * @throws ProblemsError when it is no pack, or one that is not safe to look at
 */
export function openPack(dir: string, expected: readonly KeyObject[] = []): Pack {
  const { verification, run, files } = inspectPack(dir, expected)
  if (verification.status === 'unreadable' || run === undefined) {
    const [finding] = verification.findings
    throw new ProblemsError([
      {
        code: 'ASSAY_PACK_UNREADABLE',
        what: 'Failed to open the evidence pack.',
        place: dir,
        seen: finding === undefined ? 'no event log' : `${finding.place} ${finding.what}`,
        expected: 'a folder written by `assay run`, with events.ndjson of version 1',
        remedy: 'Name the folder of a pack (packs/latest is the newest), or get a fresh copy of it.',
      },
    ])
  }
  const root = realpathSync(dir)
  const blob = (name: string): Buffer | undefined => {
    if (!files.has(`blobs/${name}`)) return undefined
    const bytes = readFileSync(join(root, 'blobs', name))
    return sha256(bytes) === name ? bytes : undefined
  }
  return {
    dir: root,
    verification,
    run,
    results: summariseRun(run),
    environment: files.has('environment.json') ? readDocument(join(root, 'environment.json')) : undefined,
    blob,
    text: (body) => ('text' in body ? body.text : blob(body.blob)?.toString()),
  }
}

function readDocument(path: string): unknown {
  try {
    return parseJson(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
