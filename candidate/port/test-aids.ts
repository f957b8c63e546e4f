/** What a candidate may offer in a test installation to make time-bound rules testable. Never in live. */
export interface TestAids {
  /** Moves the candidate's clock forward; with a negative number back again, once a scenario is over. */
  advanceClock(seconds: number): Promise<void>
  /** Has the candidate empty its MESH mailbox now, rather than when it next would; comes back once it is done. */
  collectMessages(): Promise<void>
  /** Has the candidate look after record transfers now, rather than when it next would: all that is to be done about one patient (NHS number). */
  lookAfterTransfers(nhsNumber: string): Promise<void>
}
