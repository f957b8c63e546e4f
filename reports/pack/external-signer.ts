import { spawnSync } from 'node:child_process'
import type { SpawnSyncReturns } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import { visible } from '../visible.ts'
import { isSignedBy, preAuthenticationEncoding } from './dsse.ts'
import { algorithmOf, keyIdOf } from './key-type.ts'
import type { Signer } from './signer.ts'

/** Where a word of the command is this, the name of a file with the bytes to sign stands in its place. */
export const FILE_WORD = '{}'

/** How long a signer may take: time enough for a person to touch a token or type a PIN. */
const TIMEOUT_MS = 120_000

/** Most that a signer may write, to stdout and to stderr each. A signature is 64 to 72 bytes. */
const OUTPUT_BYTES = 64 * 1024

/** Of stderr, as much is shown: the end. */
const SHOWN_CHARACTERS = 2_000

/** A type of payload that no seal has: a signature made to try a signer out can never pass for one. */
const TRIAL = preAuthenticationEncoding('application/vnd.assay.signer-trial', Buffer.from('Is this signer in order?'))

/**
 * A command that signs: a key in a token, a key store, somebody else's service. It is run without a shell, gets the bytes to sign on its
 * standard input (a regular file, since some programs cannot read a pipe) and writes the signature to its standard output, as it is or in
 * base64. The signature is checked at once: a signer that is not in order is a fault of the set-up, and never makes a pack.
 *
 * @param command program and arguments; see `FILE_WORD`
 * @param publicKey key that its signatures have to be good for
 */
export function externalSigner(command: readonly string[], publicKey: KeyObject, timeoutMs: number = TIMEOUT_MS): Signer {
  const keyId = keyIdOf(publicKey)
  const failed = (seen: string, stderr = ''): ProblemsError =>
    new ProblemsError([
      {
        code: 'ASSAY_SIGNER_FAILED',
        what: 'Failed to have the external signer sign.',
        // The program only: its arguments may hold a PIN.
        place: `--signer ${command[0]}`,
        seen: stderr === '' ? seen : `${seen}; it says: ${visible(stderr.trim().slice(-SHOWN_CHARACTERS))}`,
        expected: `on its standard output nothing but the signature over its standard input (${algorithmOf(publicKey) === 'Ed25519' ? 'Ed25519, 64 bytes' : 'ECDSA P-256 with SHA-256, in DER'}), as it is or in base64, by the key ${keyId}`,
        remedy: 'Mend the command, or name the public key that belongs to it with --signer-key; docs/pack.md has an example. A pack that was left without a seal is sealed by `assay run --resume PACK`.',
      },
    ])
  const sign = (message: Uint8Array): Buffer => {
    const { error, status, signal, stdout, stderr } = runWith(message, command, timeoutMs)
    const code = (error as NodeJS.ErrnoException | undefined)?.code
    if (code === 'ETIMEDOUT') throw failed(`no signature within ${timeoutMs / 1000} seconds`, stderr?.toString())
    if (code === 'ENOBUFS') throw failed(`more than ${OUTPUT_BYTES} bytes of output`)
    if (error !== undefined) throw failed(`it cannot be started (${code ?? error.message})`)
    if (status !== 0) throw failed(status === null ? `it was ended by ${signal}` : `exit code ${status}`, stderr.toString())
    const signature = signatureIn(stdout, message, publicKey)
    if (signature === undefined) throw failed(stdout.length === 0 ? 'no output' : `${stdout.length} bytes that are no signature by this key`, stderr.toString())
    return signature
  }
  return { publicKey, keyId, sign }
}

/**
 * Has a signer sign something that is no pack: better before an hour's work than after it.
 *
 * @throws ProblemsError when it fails
 */
export function tryOut(signer: Signer): Signer {
  signer.sign(TRIAL)
  return signer
}

function runWith(message: Uint8Array, [program = '', ...words]: readonly string[], timeout: number): SpawnSyncReturns<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-sign-'))
  try {
    const file = join(folder, 'signed.bin')
    writeFileSync(file, message)
    const stdin = openSync(file, 'r')
    try {
      const args = words.map((word) => (word === FILE_WORD ? file : word))
      return spawnSync(program, args, { stdio: [stdin, 'pipe', 'pipe'], timeout, killSignal: 'SIGKILL', maxBuffer: OUTPUT_BYTES, windowsHide: true })
    } finally {
      closeSync(stdin)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a signer wrote, once it is found to be the signature: the bytes themselves, or base64 of them. */
function signatureIn(output: Buffer, message: Uint8Array, publicKey: KeyObject): Buffer | undefined {
  return [output, Buffer.from(output.toString('latin1'), 'base64')].find((bytes) => isSignedBy(message, bytes, publicKey))
}
