import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { immunizationOf, sendVaccination } from '../national/immunisations.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { TARGETS, vaccineOf, type Vaccination } from './vaccination.ts'
import { vaccinationsStore } from './vaccinations-store.ts'

/** What has to be told of a vaccination: what was given, when (not in the future), and from which batch. */
export const checkVaccination = behaviour('immunisations.checkVaccination', (work: Work, { target, givenAt, lotNumber }: { target: string; givenAt: string; lotNumber: string }): void => {
  const issues = [
    ...(vaccineOf(target) ? [] : [{ field: 'target', text: `Choose the vaccine: ${TARGETS.join(', ')}.` }]),
    ...(Number.isNaN(Date.parse(givenAt)) ? [{ field: 'givenAt', text: 'Say when it was given.' }] : []),
    ...(Date.parse(givenAt) > work.services.clock.now() ? [{ field: 'givenAt', text: 'A vaccination cannot have been given in the future.' }] : []),
    ...(lotNumber.trim() === '' ? [{ field: 'lotNumber', text: 'Give the batch number.' }] : []),
  ]
  if (issues.length > 0) throw new Refusal('invalid', issues)
})

/** Whether the same vaccine is on record for the same day already: told before, or given elsewhere. */
export const alreadyGiven = behaviour('immunisations.alreadyGiven', (work: Work, patientId: string, { target, givenAt }: { target: string; givenAt: string }): Vaccination | undefined =>
  vaccinationsStore(work.services)
    .ofPatient(patientId)
    .find((known) => known.vaccine.target === target && known.givenAt.slice(0, 10) === givenAt.slice(0, 10)),
)

/** Who may record vaccinations: whoever may amend health records. */
export const demandRecorder = behaviour('immunisations.demandRecorder', ({ role }: Work): void => demand(role, 'B0380'))

/** Records a vaccination given here, and sends it. It is on record whatever becomes of that. */
export async function recordVaccination(work: Work, given: { patientId: string; target: string; givenAt: string; lotNumber: string }): Promise<Vaccination> {
  demandRecorder(work)
  const { services } = work
  const patient = patientsOf(services).get(given.patientId)
  checkVaccination(work, given)
  if (alreadyGiven(work, patient.id, given)) throw new Refusal('already-done', 'This vaccine is on the record for that day already.')
  const { target, lotNumber } = given
  const vaccination = services.database.transaction(() => {
    const added = vaccinationsStore(services).add({ patientId: patient.id, target, lotNumber, givenAt: new Date(given.givenAt).toISOString(), organisation: services.config.practice.odsCode, state: 'sending' })
    audited(work, { event: 'vaccination-recorded', action: 'C', patientId: patient.id, subject: `Immunization/${added.id}` })
    return added
  })
  return send(work, vaccination)
}

/** Which vaccinations are sent: those given here. What was read from the national service is there already. */
export const mayBeSent = behaviour('immunisations.mayBeSent', ({ state }: Vaccination): boolean => state === 'not-sent' || state === 'sending')

/** Sends a vaccination again that did not get through, under the same identifier: the national service takes it once. */
export function sendAgain(work: Work, id: string): Promise<Vaccination> {
  demand(work.role, 'B0380')
  const vaccination = vaccinationsStore(work.services).get(id)
  if (!mayBeSent(vaccination)) throw new Refusal('already-done', 'The national immunisation service has this vaccination already.')
  return send(work, vaccination)
}

/** What becomes of a vaccination that was not sent: it stays on record, and somebody is told. */
export const keepUnsent = behaviour('immunisations.keepUnsent', ({ services }: Work, { id, patientId }: Vaccination, problem: string): Vaccination => {
  services.tasks.raise({ code: 'vaccination-not-sent', patientId, focus: `Immunization/${id}`, text: `A vaccination was not sent to the national immunisation service. ${problem}` })
  return vaccinationsStore(services).become(id, 'not-sent', problem)
})

async function send(work: Work, vaccination: Vaccination): Promise<Vaccination> {
  const { services } = work
  const patient = patientsOf(services).get(vaccination.patientId)
  try {
    await sendVaccination(work, immunizationOf(work, patient, vaccination))
  } catch (failure) {
    if (!(failure instanceof NationalRefusal)) throw failure
    return services.database.transaction(() => keepUnsent(work, vaccination, failure.message))
  }
  return services.database.transaction(() => {
    for (const { id, focus } of services.tasks.list({ status: 'requested', code: 'vaccination-not-sent', patientId: patient.id })) if (focus === `Immunization/${vaccination.id}`) services.tasks.close(id, 'completed', work.session.user.name)
    return vaccinationsStore(services).become(vaccination.id, 'sent')
  })
}
