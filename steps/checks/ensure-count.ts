import { check, finding } from './check.ts'

/** There are as many of something as there should be. */
export const ensureCount = check(
  'there are as many as there should be',
  (_sight, { what, seen, expected }: { what: string; seen: number; expected: number }) =>
    seen !== expected && finding(`another number of ${what}`, { expected: String(expected), seen: String(seen) }),
)
