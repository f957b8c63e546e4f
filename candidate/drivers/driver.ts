import type { CandidateConfig } from '../../config/candidate.ts'
import type { Candidate, VerbGroup } from '../candidate.ts'
import type { Recorder } from './recorder.ts'

/** What every driver is made from. */
export interface DriverOptions {
  config: CandidateConfig
  recorder: Recorder
}

/** Any of the verbs, by their groups. A scenario that needs one that is not here is skipped, with the verb named. */
export type Offer = { [Group in VerbGroup]?: Partial<Candidate[Group]> } & {
  /** Lets go of everything the driver holds. */
  close?(): Promise<void>
}

/** A way to reach a candidate. A supplier's own module exports one as `driver`. */
export type Driver = (options: DriverOptions) => Offer | Promise<Offer>
