import type { ProblemCode } from './problem-codes.ts'

/**
 * Something wrong with what the user gave us or with the set-up (never with the candidate's behaviour).
 * Shown as: what failed, where, what was seen, what was expected, what to do.
 */
export interface Problem {
  code: ProblemCode
  /** One sentence starting "Failed to ...". */
  what: string
  /** File and line, JSON pointer, URL or option name. */
  place: string
  seen?: string
  expected?: string
  /** What the reader should do now. */
  remedy: string
}

/** Thrown once everything that can be checked was checked, so that a user mends all of it in one go. Exit code 2. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n\n'), options)
    this.name = 'ProblemsError'
    this.problems = problems
  }
}

/** Plain-text rendering of one problem, for a terminal or a log. */
export function formatProblem(problem: Problem): string {
  return [
    `${problem.code}  ${problem.what}`,
    `  where:    ${problem.place}`,
    problem.seen === undefined ? undefined : `  seen:     ${problem.seen}`,
    problem.expected === undefined ? undefined : `  expected: ${problem.expected}`,
    `  do:       ${problem.remedy}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n')
}
