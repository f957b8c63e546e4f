/**
 * The candidate did something no candidate may do: no answer in time, an answer nobody can read, a page without the
 * field it must have. The scenario fails, and the candidate is to blame.
 */
export class CandidateFault extends Error {
  /** Id of the exchange that shows it. */
  readonly exchange: string | undefined

  constructor(message: string, options: { exchange?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'CandidateFault'
    this.exchange = options.exchange
  }
}

/** The driver has no way to ask for this. The scenario is skipped, with the verb named; nobody is to blame yet. */
export class VerbNotOffered extends Error {
  readonly verb: string

  constructor(verb: string, why: string) {
    super(`This candidate does not offer "${verb}": ${why}`)
    this.name = 'VerbNotOffered'
    this.verb = verb
  }
}
