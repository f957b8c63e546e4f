/** Which part of how many: `Mex-Chunk-Range: 2:3`. */
export interface ChunkRange {
  number: number
  total: number
}

/** Reads the header; `undefined` when it is no range. Without a header a message has one chunk. */
export function parseChunkRange(header: string | undefined): ChunkRange | undefined {
  if (header === undefined || header.trim() === '') return { number: 1, total: 1 }
  const [, number, total] = /^\s*(\d+)\s*:\s*(\d+)\s*$/.exec(header) ?? []
  if (number === undefined || total === undefined) return undefined
  const range = { number: Number(number), total: Number(total) }
  return range.number >= 1 && range.number <= range.total ? range : undefined
}
