import assert from 'node:assert/strict'
import { relative } from 'node:path'
import { ProblemsError, type Problem } from '../../config/problem.ts'

/** Problems as `CODE file:line`, files relative to a folder. */
export function places(problems: readonly Problem[], folder: string): string[] {
  return problems.map(({ code, place }) => `${code} ${place.startsWith('/') ? relative(folder, place) : place}`)
}

/** The problems that something throws. */
export async function problemsOf(run: () => unknown): Promise<readonly Problem[]> {
  try {
    await run()
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems
    throw error
  }
  return assert.fail('nothing was found wrong')
}
