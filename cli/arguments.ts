import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { ProblemsError } from '../config/problem.ts'
import { canSeal } from '../reports/pack/keys.ts'

/** Options that `assay verify`, `report` and `gate` share. */
export const PACK_OPTIONS = {
  key: { type: 'string' },
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
 * The public key (PEM) with which the origin of a pack is checked.
 *
 * @throws ProblemsError
 */
export function publicKeyFrom(path: string | undefined): KeyObject | undefined {
  if (path === undefined) return undefined
  try {
    const key = createPublicKey(readFileSync(path))
    if (canSeal(key)) return key
    throw new Error(`it is of type ${key.asymmetricKeyType}`)
  } catch (error) {
    throw new ProblemsError([
      {
        code: 'ASSAY_PACK_KEY_UNREADABLE',
        what: 'Failed to read the public key.',
        place: path,
        seen: error instanceof Error ? error.message : String(error),
        expected: 'an Ed25519 or ECDSA P-256 public key in PEM',
        remedy: 'Ask the supplier for the public-key.pem of their signing key.',
      },
    ])
  }
}

/** One JSON document, nothing else, on stdout. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}
