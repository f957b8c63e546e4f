import { CHAIN_START } from './events.ts'
import { readLines } from './read-events.ts'
import { sha256 } from './sha256.ts'
import type { LogEnd } from './statement.ts'

interface Line {
  seq?: unknown
  prev?: unknown
  hash: string
}

export interface TouchedLine {
  line: number
  what: string
}

/** Which line of a log that no longer has its sealed digest was changed, removed, added or moved first. */
export function findTouchedLine(path: string, end: LogEnd): TouchedLine {
  const lines = Array.from(readLines(path), linkOf)
  /** Whether what follows a line, or the seal for the last, still knows it as it is. */
  const isKnown = (n: number): boolean => (n === end.lines ? end.head : lines[n]?.prev) === lines[n - 1]?.hash

  for (const [i, { seq, prev }] of lines.entries()) {
    const line = i + 1
    if (line > end.lines) return { line, what: 'was added' }
    if (seq !== line) return { line, what: misplacement(lines, line, end) }
    if (prev !== (lines[i - 1]?.hash ?? CHAIN_START)) return isKnown(line) && line > 1 ? { line: line - 1, what: 'was changed' } : { line, what: 'was changed' }
  }
  if (lines.length < end.lines) return { line: lines.length + 1, what: lines.length + 1 === end.lines ? 'was removed' : `to line ${end.lines} were removed` }
  return isKnown(end.lines) ? { line: end.lines + 1, what: 'was begun: something was added after the last line' } : { line: end.lines, what: 'was changed' }
}

function linkOf(line: Buffer): Line {
  const hash = sha256(line)
  try {
    const { seq, prev } = JSON.parse(line.toString()) as Line
    return { seq, prev, hash }
  } catch {
    // A line that is no JSON object has no place in the chain: the loop above finds it by that.
    return { hash }
  }
}

function misplacement(lines: Line[], line: number, end: LogEnd): string {
  const seq = lines[line - 1]?.seq
  const next = lines[line]?.seq
  if (typeof seq !== 'number' || next === line + 1) return 'was changed'
  if (next === line && lines.length > end.lines) return 'was added'
  if (lines.slice(line).some((later) => later.seq === line)) return `was moved: line ${seq} stands in its place`
  return seq > line ? 'was removed' : 'was changed'
}
