/** One operation of an update. Source: RFC 6902, as far as PDS takes it. */
export interface Patch {
  op: 'add' | 'replace' | 'remove' | 'test'
  /** JSON pointer. */
  path: string
  value?: unknown
}

/** The parts of a JSON pointer, unescaped. */
export function tokensOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'))
}
