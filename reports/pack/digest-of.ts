import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { sha256 } from './sha256.ts'

const buffer = Buffer.allocUnsafe(1 << 20)

/** SHA-256 of a file, read in pieces. */
export function digestOf(path: string): string {
  const file = openSync(path, 'r')
  try {
    let size = readSync(file, buffer)
    // Most are blobs of a few kilobytes, and there are tens of thousands of them.
    if (size < buffer.length) return sha256(buffer.subarray(0, size))
    const hash = createHash('sha256')
    for (; size > 0; size = readSync(file, buffer)) hash.update(buffer.subarray(0, size))
    return hash.digest('hex')
  } finally {
    closeSync(file)
  }
}
