import { readLines } from './read-events.ts'
import { sha256 } from './sha256.ts'
import type { LogEnd } from './statement.ts'

/** Number of lines of a log, and the hash of the last. */
export function logEnd(path: string): LogEnd {
  let lines = 0
  let last: Buffer = Buffer.alloc(0)
  for (const line of readLines(path)) {
    lines += 1
    last = line
  }
  return { lines, head: sha256(last) }
}
