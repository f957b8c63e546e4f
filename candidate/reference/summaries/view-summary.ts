import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { NationalSummary } from '../national/scr.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { alertEvent, alertsFor, GROUNDS, raiseAlerts, type Ground } from './privacy-alert.ts'
import { routeOf } from './route.ts'
import type { ViewedSummary } from './summary.ts'

/** Who may look at summaries: whoever may see summary health records. */
export const demandViewer = behaviour('summaries.demandViewer', ({ role }: Work): void => demand(role, 'B0370'))

/** The ground on which somebody looks. Nobody looks without having been asked for it; without permission there has to be a reason. */
export const groundFor = behaviour('summaries.groundFor', (said: string | undefined, why: string | undefined): Ground => {
  if (said === undefined)
    throw new Refusal('needs-confirmation', [{ reason: 'permission-to-view', text: 'Ask the patient for permission to view their Summary Care Record, or say why you view it without.' }])
  const ground = GROUNDS.find((known) => known === said)
  if (!ground) throw new Refusal('invalid', [{ field: 'ground', text: `Say on what ground you view it: ${GROUNDS.join(', ')}.` }])
  if (ground !== 'permission' && why === undefined) throw new Refusal('invalid', [{ field: 'why', text: 'Say why you view it without permission.' }])
  return ground
})

/** What is told of a patient who lets nobody at their summary. */
export const toldOfClosed = behaviour('summaries.toldOfClosed', (): Refusal | undefined =>
  new Refusal('rule', [{ reason: 'no-consent', text: 'This patient does not allow their Summary Care Record to be viewed. Nothing was shown.' }]),
)

/** The summary that counts at this moment. It is read anew at every look: what somebody read this morning may have been replaced. */
export const currentSummary = behaviour('summaries.currentSummary', async (work: Work, patient: RegisteredPatient): Promise<NationalSummary | 'closed' | undefined> =>
  routeOf(work.services).find(work, 'view', patient.nhsNumber),
)

/** What is read of the summary that was found. Somebody may upload another just now: then the identifier is out of date, and what comes is empty. */
export const readCurrent = behaviour('summaries.readCurrent', async (work: Work, patient: RegisteredPatient, { id }: NationalSummary): Promise<ViewedSummary | 'closed' | undefined> =>
  (await routeOf(work.services).read(work, patient.nhsNumber, id)) ?? readLatest(work, patient),
)

/** What is told where there is no summary. */
export const toldOfNone = behaviour('summaries.toldOfNone', (): ViewedSummary => ({ found: false, sections: [] }))

/** Shows a patient's Summary Care Record to whoever looks after them, once they may. */
export async function viewSummary(work: Work, { patientId, ground: said, why }: { patientId: string; ground?: string | undefined; why?: string | undefined }): Promise<ViewedSummary> {
  demandViewer(work)
  const patient = patientsOf(work.services).get(patientId)
  const ground = groundFor(said, why)
  const found = await currentSummary(work, patient)
  if (found === 'closed') return closed()
  if (!found) {
    audited(work, { event: 'summary-viewed', action: 'R', patientId: patient.id, detail: { ground, found: false } })
    return toldOfNone()
  }
  await raiseAlerts(work, patient, alertsFor(patient, ground).map((alert) => alertEvent(work, patient, alert, why ?? '', found.id)))
  const summary = await readCurrent(work, patient, found)
  if (summary === 'closed') return closed()
  auditView(work, patient, ground, why)
  return summary ?? toldOfNone()
}

/** What the audit trail keeps of a look. */
export const auditView = behaviour('summaries.auditView', (work: Work, patient: RegisteredPatient, ground: Ground, why: string | undefined): void =>
  audited(work, { event: 'summary-viewed', action: 'R', patientId: patient.id, detail: { ground, ...(why !== undefined && { why }) } }),
)

async function readLatest(work: Work, patient: RegisteredPatient): Promise<ViewedSummary | 'closed' | undefined> {
  const route = routeOf(work.services)
  const found = await route.find(work, 'view', patient.nhsNumber)
  return found === 'closed' || !found ? found : route.read(work, patient.nhsNumber, found.id)
}

function closed(): ViewedSummary {
  const refusal = toldOfClosed()
  if (refusal) throw refusal
  return toldOfNone()
}
