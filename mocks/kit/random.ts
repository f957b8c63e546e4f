import { createHash } from 'node:crypto'

/** Reproducible randomness of an environment. Not for secrets. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number
  /** `digits` decimal digits, the first not zero. */
  digits(digits: number): string
  /** A version-4 shaped UUID. */
  uuid(): string
  /** `length` characters of an access token's alphabet. */
  token(length: number): string
}

const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Mulberry32 over a hashed seed: tiny, fast, good enough for test data. */
export function createRandom(seed: number): Random {
  let state = createHash('sha256').update(String(seed)).digest().readUInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const hex = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('')
  return {
    below,
    digits: (digits) => Array.from({ length: digits }, (_, i) => (i === 0 ? 1 + below(9) : below(10))).join(''),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[below(4)]}${hex(3)}-${hex(12)}`,
    token: (length) => Array.from({ length }, () => TOKEN_ALPHABET[below(TOKEN_ALPHABET.length)]).join(''),
  }
}
