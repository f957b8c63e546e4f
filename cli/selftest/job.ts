import type { Outcome } from '../../config/outcome.ts'

/** Work for one process: scenarios to run against a candidate with one defect, or with none. */
export interface Job {
  id: number
  /** Absent: the clean candidate. */
  defect?: string
  /** Scenarios to run, all of them. */
  paths: string[]
  /** More scenarios in groups, to run group by group until one of them fails; not at all when `paths` had a failure. */
  untilCaught?: string[][]
  ordinals: Record<string, number>
}

/** How the scenarios of a job ended, by path. */
export interface JobResult {
  id: number
  outcomes: Record<string, { outcome: Outcome; reason?: string; name: string; requirements: string[] }>
  /** The candidate did not even start with this defect. */
  broken?: string
}
