import type { Environment } from '../../kit/environment.ts'
import { isValid } from '../../../config/identifiers/nhs-number.ts'
import { makeSummary, type SummaryDescription } from './make-summary.ts'
import { currentSummary, patientOf, PERMISSIONS, type Alert, type Permission, type ScrState, type Summary } from './state.ts'

interface About {
  nhsNumber: string
}

/** What others do to summaries, and what there is to see of them. */
export const controls = {
  /** Another practice (or this one, earlier) uploads a summary; it becomes the current one. `lines` are by code of the section. */
  putSummary(state: ScrState, description: SummaryDescription, environment: Environment): Summary {
    if (!isValid(description.nhsNumber)) throw new Error(`Failed to put a summary: ${description.nhsNumber} is not a valid NHS number.`)
    const current = currentSummary(state, description.nhsNumber)?.id
    const now = environment.clock.now()
    const replaces = description.replaces ?? current
    const { id, bundle } = makeSummary({ at: new Date(now).toISOString(), ...description, ...(replaces && { replaces }) }, environment.random)
    const summary: Summary = { id, nhsNumber: description.nhsNumber, ...(replaces && { replaces }), receivedAt: now, applicationId: 'elsewhere', grant: 'outside', bundle }
    patientOf(state, description.nhsNumber).summaries.push(summary)
    return summary
  },

  /** The patient says elsewhere what they allow. */
  setPermission(state: ScrState, { nhsNumber, permission }: About & { permission: Permission }): void {
    if (!PERMISSIONS.includes(permission)) throw new Error(`Failed to set a permission: saw ${permission}, expected one of ${PERMISSIONS.join(', ')}.`)
    patientOf(state, nhsNumber).permission = permission
  },

  /** A number that Spine does not know: permissions for it are refused. */
  forgetPatient(state: ScrState, { nhsNumber }: About): void {
    patientOf(state, nhsNumber).unknown = true
  },

  readPermission(state: ScrState, { nhsNumber }: About): Permission {
    return patientOf(state, nhsNumber).permission
  },

  /** Every summary of a patient, oldest first; the last one counts. */
  listSummaries(state: ScrState, { nhsNumber }: About): Summary[] {
    return patientOf(state, nhsNumber).summaries
  },

  /** Privacy alerts, oldest first. */
  listAlerts(state: ScrState, { nhsNumber }: Partial<About> = {}): Alert[] {
    return state.alerts.filter((alert) => nhsNumber === undefined || alert.nhsNumber === nhsNumber)
  },

  /** Limits the requests a second of each application; published are 5. Null lifts the limit. */
  limitRate(state: ScrState, { perSecond }: { perSecond: number | null }): void {
    if (perSecond === null) delete state.requestsPerSecond
    else state.requestsPerSecond = perSecond
  },
}
