import type { Environment } from '../../../kit/environment.ts'
import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import type { SpineDelivery } from '../deliver-message.ts'
import { readXml } from '../xml.ts'
import type { SpineState } from '../state.ts'
import { tellWhatBecame, type AcknowledgementFlaw } from './acknowledge.ts'
import { ISSUES } from './codes.ts'
import { makeSummary, type SummaryDescription } from './make-summary.ts'
import { summaryFacts } from './read-summary.ts'
import { patientOf, PERMISSIONS, type HeldSummary, type Permission, type SentSummary } from './state.ts'

interface About {
  nhsNumber: string
}

/** What others do to summaries, what the Spine says of those that came, and what there is to see of them. */
export const controls = {
  /** Another practice uploads a summary; it becomes the current one. `lines` are by id of the heading. */
  putSummary(state: SpineState, description: SummaryDescription, { clock, random }: Environment): HeldSummary {
    if (!isValid(description.nhsNumber)) throw new Error(`Failed to put a summary: ${description.nhsNumber} is not a valid NHS number.`)
    const { held } = patientOf(state, description.nhsNumber)
    const replaces = description.replaces ?? held.at(-1)?.id
    const now = clock.now()
    const xml = makeSummary({ ...description, id: (description.id ?? random.uuid()).toUpperCase(), ...(replaces !== undefined && { replaces }) }, { random, now })
    const summary = { ...summaryFacts(readXml(xml)), receivedAt: now, xml }
    held.push(summary)
    return summary
  },

  /** The patient says elsewhere what they allow. */
  setPermission(state: SpineState, { nhsNumber, permission }: About & { permission: Permission }): void {
    if (!PERMISSIONS.includes(permission)) throw new Error(`Failed to set a permission: saw ${permission}, expected one of ${PERMISSIONS.join(', ')}.`)
    patientOf(state, nhsNumber).permission = permission
  },

  readPermission: (state: SpineState, { nhsNumber }: About): Permission => patientOf(state, nhsNumber).permission,

  /** A number that the Spine does not know: whatever is about it is refused. */
  forgetPatient(state: SpineState, { nhsNumber }: About): void {
    patientOf(state, nhsNumber).unknown = true
  },

  /** Every summary of a patient, oldest first; the last one counts. */
  listSummaries: (state: SpineState, { nhsNumber }: About): HeldSummary[] => patientOf(state, nhsNumber).held,

  /** The messages of the candidate's that brought a summary of a patient, oldest first, and what became of each. */
  listUploads: (state: SpineState, { nhsNumber }: About): SentSummary[] => uploadsOf(state, nhsNumber),

  /** The Spine finds the next summary of a patient wrong. */
  refuseNext(state: SpineState, { nhsNumber, as = 'invalidUpdate' }: About & { as?: keyof typeof ISSUES }): void {
    patientOf(state, nhsNumber).refuseNext = ISSUES[as]
  },

  /** From now on the Spine tells by itself what became of summaries, shortly after they came, where the candidate has an address for it. */
  tellByItself(state: SpineState): void {
    state.tellsByItself = true
  },

  /**
   * The Spine tells what became of the last summary that came about a patient: it says so in its own time, which is when this is called.
   * `about`: it speaks of another message. `flaw`: it is not whole. Nothing when no summary has come.
   */
  async tellWhatBecame(state: SpineState, { nhsNumber, ...how }: About & { about?: string; flaw?: AcknowledgementFlaw }, environment: Environment): Promise<SpineDelivery | undefined> {
    const last = uploadsOf(state, nhsNumber).at(-1)
    return last && tellWhatBecame(state, environment, last, how)
  },
}

const uploadsOf = ({ uploads }: SpineState, nhsNumber: string): SentSummary[] => [...uploads.values()].filter((each) => each.nhsNumber === nhsNumber)
