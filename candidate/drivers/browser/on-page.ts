import { CandidateFault } from '../../port/faults.ts'

/** Does something on a page; when it cannot be done in time, the candidate's page is to blame, and it is said what was looked for. */
export async function onPage<T>(what: string, limitMs: number, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    if (!(cause instanceof Error) || cause.name !== 'TimeoutError') {
      if (cause instanceof Error && /net::|Navigation|navigation/.test(cause.message)) throw new CandidateFault(`The page could not be used to ${what}: ${firstLine(cause)}.`, { cause })
      throw cause
    }
    throw new CandidateFault(`The page did not let a user ${what} within ${limitMs} ms: ${firstLine(cause)}.`, { cause })
  }
}

const firstLine = (error: Error): string => error.message.split('\n')[0] ?? ''
