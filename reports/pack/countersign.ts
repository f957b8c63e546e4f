import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemsError } from '../../config/problem.ts'
import type { Problem } from '../../config/problem.ts'
import { countersigned, serialiseEnvelope } from './dsse.ts'
import { LIMITS } from './limits.ts'
import { SEAL_FILE } from './list-files.ts'
import { openPack } from './open.ts'
import type { Pack } from './open.ts'
import { envelopeIn } from './read-seal.ts'
import type { Signer } from './signer.ts'
import { replaceDocument } from './write.ts'

/**
 * Adds a reviewer's signature to a pack, over the payload that the first one is over. Nothing but the envelope changes, and the pack's name
 * (`sealDigest`) stays.
 *
 * @param expected keys of which each has to have signed before
 * @returns the pack as it is then, without its files having been looked at again
 * @throws ProblemsError when the pack is not valid, is incomplete or was signed with this key before, and when the signer fails; nothing is written then
 */
export function countersignPack(dir: string, signer: Signer, expected: readonly KeyObject[] = []): Pack {
  const sealFile = join(dir, SEAL_FILE)
  // Read first: what is signed is what was there before the pack was verified, and still is when it is written back.
  const before = existsSync(sealFile) ? readFileSync(sealFile) : undefined
  const pack = openPack(dir, expected)
  const problems = problemsOf(dir, pack, signer)
  if (problems.length > 0 || before === undefined) throw new ProblemsError(problems)
  const after = serialiseEnvelope(countersigned(envelopeIn(before), signer))
  if (!readFileSync(sealFile).equals(before)) {
    throw new ProblemsError([impossible(dir, 'the seal was changed while it was being signed', 'a pack that nobody else signs at the same time', 'Countersign again.')])
  }
  replaceDocument(dir, SEAL_FILE, after)
  return pack
}

const impossible = (place: string, seen: string, expected: string, remedy: string): Problem => ({ code: 'ASSAY_COUNTERSIGN_IMPOSSIBLE', what: 'Failed to countersign the pack.', place, seen, expected, remedy })

function problemsOf(place: string, { verification: { status, findings, signatures }, results: { run } }: Pack, { keyId }: Signer): Problem[] {
  const what = 'Failed to countersign the pack.'
  if (status === 'unsealed' || (status === 'valid' && !run.complete)) {
    return [{ code: 'ASSAY_COUNTERSIGN_INCOMPLETE', what, place, seen: status === 'unsealed' ? 'no seal' : run.incomplete.join(' '), expected: 'the sealed pack of a run that came to its end', remedy: `Have the run gone on with (assay run --resume ${place}), and sign what comes of it.` }]
  }
  if (status !== 'valid') {
    return findings.map(({ place: where, what: found }) => ({ code: 'ASSAY_COUNTERSIGN_UNSOUND', what, place, seen: `${where} ${found}`, expected: 'a pack that `assay verify` finds valid', remedy: 'Sign nothing of this; get the pack afresh from where it was made.' }))
  }
  if (signatures.some((signature) => signature.keyId === keyId)) return [impossible(place, `a signature by the key ${keyId} already`, 'a signature by another key than those that have signed', 'Sign with a key of your own: a second signature by the same key says nothing new.')]
  if (signatures.length >= LIMITS.signatures) return [impossible(place, `${signatures.length} signatures`, `at most ${LIMITS.signatures}`, 'Keep further signatures beside the pack.')]
  return []
}
