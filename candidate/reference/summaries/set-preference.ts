import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { NationalPermission } from '../national/scr.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { statusOf } from './bring-up-to-date.ts'
import { routeOf } from './route.ts'
import { summariesStore } from './summaries-store.ts'
import { PREFERENCES, type Preference, type SummaryStatus } from './summary.ts'

/** What Spine is told of a preference. `Yes` is a legacy value: whoever wants a summary is still asked before it is looked at. */
export const permissionFor = behaviour('summaries.permissionFor', (preference: Preference): NationalPermission => (preference === 'dissent' ? 'No' : 'Ask'))

/** Tells Spine of a preference, in the name of whoever the patient told it. */
export const tellNationally = behaviour('summaries.tellNationally', (work: Work, nhsNumber: string, preference: Preference): Promise<void> =>
  routeOf(work.services).writePermission(work, nhsNumber, permissionFor(preference)),
)

/** What becomes of a preference that Spine was not told of: it counts here at once, and somebody has to tell Spine. */
export const keepUntold = behaviour('summaries.keepUntold', ({ services }: Work, patientId: string, preference: Preference, problem: string): void => {
  summariesStore(services).setPreference(patientId, preference)
  services.tasks.raise({ code: 'summary-preference-not-told', patientId, text: `The patient's wish about their Summary Care Record is kept here, and was not sent. ${problem}` })
})

/** Who may write down what a patient wants: whoever may amend what the practice knows of them. */
export const demandKeeper = behaviour('summaries.demandKeeper', ({ role }: Work): void => demand(role, 'B0825'))

/** What the audit trail keeps of a wish. */
export const auditPreference = behaviour('summaries.auditPreference', (work: Work, patientId: string, preference: Preference, told: boolean): void =>
  audited(work, { event: 'summary-preference', action: 'U', patientId, detail: { preference, told } }),
)

/** Writes down what a patient says about their summary, here and nationally. Here it counts whatever becomes of it there. */
export async function setPreference(work: Work, { patientId, preference: said }: { patientId: string; preference: string | undefined }): Promise<SummaryStatus> {
  demandKeeper(work)
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const preference = PREFERENCES.find((known) => known === said)
  if (!preference) throw new Refusal('invalid', [{ field: 'preference', text: `Choose what the patient wants: ${PREFERENCES.join(', ')}.` }])
  try {
    await tellNationally(work, patient.nhsNumber, preference)
  } catch (failure) {
    if (!(failure instanceof NationalRefusal)) throw failure
    services.database.transaction(() => {
      keepUntold(work, patient.id, preference, failure.message)
      auditPreference(work, patient.id, preference, false)
    })
    throw new Refusal(failure.code, `${failure.message} The patient's wish is kept here, and somebody has to send it.`, { cause: failure })
  }
  services.database.transaction(() => {
    summariesStore(services).setPreference(patient.id, preference)
    auditPreference(work, patient.id, preference, true)
    for (const { id } of services.tasks.list({ status: 'requested', code: 'summary-preference-not-told', patientId: patient.id })) services.tasks.close(id, 'completed', work.session.user.name)
  })
  return statusOf(work, patient)
}
