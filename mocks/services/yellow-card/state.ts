import type { Environment } from '../../kit/environment.ts'
import type { Random } from '../../kit/random.ts'

/** A medicine on a report: suspected of the reaction, or taken beside it. */
export interface ReportedDrug {
  name: string
  suspect: boolean
}

/** A report of a suspected adverse reaction as the regulator keeps it. */
export interface Report {
  /** safetyreportid: the sender's own, and the same for good. */
  id: string
  /** The regulator's number: `ADR 21000001`. */
  number: string
  patient: { initials: string; sex: string; age: string }
  reporter: { family: string; given: string; organisation: string; qualification: string }
  reactions: { text: string; outcome: string; startedOn: string }[]
  drugs: ReportedDrug[]
  /** The message as it came. */
  message: string
}

export interface YellowCardState {
  random: Random
  /** By safetyreportid. */
  reports: Map<string, Report>
  /**
   * NHS number by the words of a reaction. A report does not say who the patient is; whoever sets a scenario up does, so that faults and
   * the journal can go by patient.
   */
  about: Map<string, string>
  /** Words of reactions whose next report is not accepted, and why. */
  refusals: Map<string, string>
}

export function createState({ random }: Environment): YellowCardState {
  return { random, reports: new Map(), about: new Map(), refusals: new Map() }
}
