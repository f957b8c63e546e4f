import { createHmac, timingSafeEqual } from 'node:crypto'

/** What an `Authorization: NHSMESH …` header says. */
export interface MeshToken {
  mailbox: string
  /** A UUID. */
  nonce: string
  nonceCount: string
  /** `yyyyMMddHHmm`, UTC. */
  timestamp: string
  /** HMAC-SHA256, lower-case hex. */
  hash: string
}

/** Reads the header; `undefined` when it is not the scheme, one space and five fields. */
export function parseToken(header: string): MeshToken | undefined {
  const fields = /^NHSMESH (\S.*)$/.exec(header)?.[1]?.split(':')
  if (fields?.length !== 5) return undefined
  const [mailbox = '', nonce = '', nonceCount = '', timestamp = '', hash = ''] = fields
  if (mailbox.includes(' ') || nonce === '' || !/^\d+$/.test(nonceCount) || !/^\d{12}$/.test(timestamp)) return undefined
  return { mailbox, nonce, nonceCount, timestamp, hash }
}

/** The hash a token must carry: HMAC-SHA256 under the shared key of the environment. Source: MESH API, "MESH Authorization header". */
export function hashOf({ mailbox, nonce, nonceCount, timestamp }: Omit<MeshToken, 'hash'>, password: string, sharedKey: string): string {
  return createHmac('sha256', sharedKey).update(`${mailbox}:${nonce}:${nonceCount}:${password}:${timestamp}`).digest('hex')
}

export function sameHash(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Epoch ms of a token's timestamp; NaN when it is no time. */
export function timeOf(timestamp: string): number {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(timestamp) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`)
}
