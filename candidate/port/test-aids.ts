/** What a candidate may offer in a test installation to make time-bound rules testable. Never in live. */
export interface TestAids {
  /** Moves the candidate's clock forward; with a negative number back again, once a scenario is over. */
  advanceClock(seconds: number): Promise<void>
}
