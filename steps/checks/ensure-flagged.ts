import { check, finding } from './check.ts'

/** An urgent suspected cancer must not have to be looked for. */
export const ensureFlagged = check('an urgent suspected cancer can be seen at once', (_sight, { flag }: { flag: string | undefined }) =>
  !/cancer|two[- ]week|2WW/i.test(flag ?? '') && finding('it is not flagged as one', { expected: 'words like "suspected cancer" or "two week wait"', seen: flag ?? 'no flag' }),
)
