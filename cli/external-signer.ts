import { ProblemsError, type Problem } from '../config/problem.ts'
import { externalSigner } from '../reports/pack/external-signer.ts'
import type { Signer } from '../reports/pack/signer.ts'
import { publicKeysFrom } from './arguments.ts'
import { splitCommand } from './split-command.ts'

/** Options of the commands that put a signature on a pack. */
export const SIGNER_OPTIONS = { signer: { type: 'string' }, 'signer-key': { type: 'string' } } as const

/** What the help of these commands says of them. */
export const SIGNER_HELP = `  --signer COMMAND     signs in place of the key of this folder: it is run without a shell, gets the bytes to sign on its standard
                       input (or in the file whose name stands where a word is {}) and prints the signature (docs/pack.md)
  --signer-key FILE    its public key (PEM; Ed25519 or ECDSA P-256)`

/**
 * The external signer that was asked for.
 *
 * @param command `assay` command, for messages
 * @returns undefined when none was asked for
 * @throws ProblemsError with all that is wrong with the two options
 */
export function externalSignerFrom(command: string, { signer, 'signer-key': key }: { signer?: string | undefined; 'signer-key'?: string | undefined }): Signer | undefined {
  if (signer === undefined && key === undefined) return undefined
  const problems: Problem[] = []
  const refuse = (option: string, seen: string, expected: string): void => {
    problems.push({ code: 'ASSAY_OPTION_INVALID', what: `Failed to understand ${option}`, place: `option ${option}`, seen, expected, remedy: `Correct the option; "assay ${command} --help" explains it.` })
  }
  const words = splitCommand(signer ?? '')
  if (signer === undefined) refuse('--signer', 'nothing, beside --signer-key', 'the command that signs')
  else if (words?.[0] === undefined) refuse('--signer', words === undefined ? 'a quote that is not closed' : 'nothing', 'a program and its arguments')
  if (key === undefined) refuse('--signer-key', 'nothing, beside --signer', 'the public key of the command that signs')
  let publicKey
  try {
    ;[publicKey] = publicKeysFrom(key === undefined ? [] : [key])
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error
    problems.push(...error.problems)
  }
  if (problems.length > 0 || words === undefined || publicKey === undefined) throw new ProblemsError(problems)
  return externalSigner(words, publicKey)
}
