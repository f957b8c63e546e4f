import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Results } from './results.ts'

/** results.json as it is written, so that another sum over the same log can be compared byte by byte. */
export const serialiseResults = (results: Results): string => [...inPieces(results)].join('')

/** SHA-256 of that, without ever having all of it at hand. */
export function digestOfResults(results: Results): string {
  const hash = createHash('sha256')
  for (const piece of inPieces(results)) hash.update(piece)
  return hash.digest('hex')
}

/** Writes it into a file, in the same way. */
export function writeResults(path: string, results: Results): void {
  const file = openSync(path, 'w')
  try {
    for (const piece of inPieces(results)) writeSync(file, piece)
  } finally {
    closeSync(file)
  }
}

/** `JSON.stringify(results, null, 1)` and a line feed, some tens of kilobytes at a time. */
function* inPieces({ requirements, scenarios, ...head }: Results): Generator<string> {
  let piece = JSON.stringify(head, null, 1).slice(0, -'\n}'.length)
  for (const [name, items] of [['requirements', requirements], ['scenarios', scenarios]] as const) {
    piece += `,\n "${name}": [`
    for (const [at, item] of items.entries()) {
      piece += `${at === 0 ? '' : ','}\n  ${JSON.stringify(item, null, 1).replaceAll('\n', '\n  ')}`
      if (piece.length < 1 << 15) continue
      yield piece
      piece = ''
    }
    piece += items.length === 0 ? ']' : '\n ]'
  }
  yield `${piece}\n}\n`
}
