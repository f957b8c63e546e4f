/** One thing wrong with the configuration, and what to do about it. */
export interface ConfigProblem {
  /** File and JSON pointer. */
  place: string
  what: string
  remedy: string
}

/** Carries every problem of the set-up at once, so that all can be mended in one go. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ place, what, remedy }) => `${place}: ${what}\n  ${remedy}`).join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}
