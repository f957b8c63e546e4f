import { hash } from 'node:crypto'

/** SHA-256 as lower-case hex. */
export const sha256 = (bytes: string | Uint8Array): string => hash('sha256', bytes)

export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
