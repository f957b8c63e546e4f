import type { KeyObject } from 'node:crypto'
import { CompactSign, compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, type JWK, type LocalJWKSet } from 'jose'

/** A JWT taken apart, nothing verified. Members are what the sender chose them to be. */
export interface DecodedJwt {
  header: Record<string, unknown>
  payload: Record<string, unknown>
}

/** Takes a JWT apart; `undefined` when it is none. */
export function decode(token: string): DecodedJwt | undefined {
  try {
    return { header: decodeProtectedHeader(token) as Record<string, unknown>, payload: decodeJwt(token) }
  } catch {
    // Every reason means the same to the services: the JWT is malformed.
    return undefined
  }
}

/** A member of a JWT as text. Not `String`: an object whose `toString` is no function cannot be made a string so. */
export function textOf(member: unknown): string {
  return typeof member === 'string' ? member : (JSON.stringify(member) ?? 'undefined')
}

/** Why a signature does not hold, and what the library said. */
export interface SignatureProblem {
  kind: 'no-matching-key' | 'bad-signature'
  detail: string
}

const sets = new WeakMap<readonly JWK[], LocalJWKSet>()

/** Checks a compact JWS against a key set; `undefined` when the signature holds. */
export async function checkSignature(token: string, keys: readonly JWK[], algorithms: string[]): Promise<SignatureProblem | undefined> {
  let set = sets.get(keys)
  if (!set) sets.set(keys, (set = createLocalJWKSet({ keys: [...keys] })))
  try {
    await compactVerify(token, set, { algorithms })
    return undefined
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return checkEach(token, error, algorithms)
    return problemOf(error)
  }
}

/** Several keys answer to the header: the signature holds if it holds with one of them. */
async function checkEach(token: string, candidates: errors.JWKSMultipleMatchingKeys, algorithms: string[]): Promise<SignatureProblem | undefined> {
  let problem: SignatureProblem | undefined
  for await (const key of candidates) {
    try {
      await compactVerify(token, key, { algorithms })
      return undefined
    } catch (error) {
      problem = problemOf(error)
    }
  }
  return problem
}

function problemOf(error: unknown): SignatureProblem {
  if (error instanceof errors.JWKSNoMatchingKey) return { kind: 'no-matching-key', detail: error.message }
  // A TypeError is jose's word for a key that cannot be used: too short, or of another type than the algorithm wants.
  if (error instanceof errors.JOSEError || error instanceof TypeError) return { kind: 'bad-signature', detail: error.message }
  throw error
}

/** Signs any claims under any header: what is odd on purpose must stay odd. */
export function sign(claims: Record<string, unknown>, header: { alg: string } & Record<string, unknown>, key: KeyObject | Uint8Array): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims))).setProtectedHeader(header).sign(key)
}
