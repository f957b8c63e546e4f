import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ProblemsError, type Problem } from '../config/problem.ts'
import { canSeal, typeOf } from '../reports/pack/key-type.ts'

/** Options that the commands that read packs share. */
export const PACK_OPTIONS = {
  key: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** @throws ProblemsError with the sentence of `parseArgs` */
export function parsed<T>(command: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw misused(command, error.message)
  }
}

/** The one pack that a command is given. */
export function onlyPack(command: string, positionals: readonly string[]): string {
  const [pack, ...rest] = positionals
  if (pack === undefined) throw misused(command, 'no pack was named')
  if (rest.length > 0) throw misused(command, `one pack at a time; ${rest.join(' ')} is too much`)
  return pack
}

export function misused(command: string, why: string): ProblemsError {
  return new ProblemsError([
    { code: 'ASSAY_OPTION_INVALID', what: `Failed to understand the options: ${why}`, place: `assay ${command}`, remedy: `See \`assay ${command} --help\`.` },
  ])
}

/**
 * The public keys (PEM) of which each has to have signed a pack.
 *
 * @throws ProblemsError with every one that cannot be used
 */
export function publicKeysFrom(paths: readonly string[] = []): KeyObject[] {
  const problems: Problem[] = []
  const keys = paths.flatMap((path) => {
    try {
      return [readPublicKey(path)]
    } catch (error) {
      problems.push(keyProblem(path, error))
      return []
    }
  })
  if (problems.length > 0) throw new ProblemsError(problems)
  return keys
}

function readPublicKey(path: string): KeyObject {
  const key = createPublicKey(readFileSync(path))
  if (canSeal(key)) return key
  throw new Error(`it is of type ${typeOf(key)}`)
}

const keyProblem = (path: string, error: unknown): Problem => ({
  code: 'ASSAY_PACK_KEY_UNREADABLE',
  what: 'Failed to read the public key.',
  place: path,
  seen: error instanceof Error ? error.message : String(error),
  expected: 'an Ed25519 or ECDSA P-256 public key in PEM',
  remedy: 'Ask whoever signs for the public half of their key; that of a supplier is the public-key.pem in their packs.',
})

/** One JSON document, nothing else, on stdout. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}
