import type { CandidateConfig } from '../../config/candidate.ts'
import type { Candidate } from '../candidate.ts'
import type { Recorder } from './recorder.ts'

/** What every driver is made from. */
export interface DriverOptions {
  config: CandidateConfig
  recorder: Recorder
}

/**
 * A way to reach a candidate. Offers the groups of verbs it can; the others are skipped. A supplier's own module
 * exports one as `driver`.
 */
export type Driver = (options: DriverOptions) => Partial<Candidate> | Promise<Partial<Candidate>>
