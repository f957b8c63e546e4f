import { formatProblem, type Problem } from '../config/problem.ts'

/**
 * Tells the user everything that is wrong: as text on stderr, or with `--json` as one document `{ "problems": [...] }` on stdout.
 *
 * @returns the exit code for a wrong set-up: 2
 */
export function reportProblems(problems: readonly Problem[], json: boolean): 2 {
  if (json) process.stdout.write(`${JSON.stringify({ problems }, undefined, 2)}\n`)
  else process.stderr.write(`${problems.map(formatProblem).join('\n\n')}\n\n${problems.length === 1 ? '1 problem' : `${problems.length} problems`}\n`)
  return 2
}
