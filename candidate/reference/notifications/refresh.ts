import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { detailsOf, differencesBetween } from '../demographics/details.ts'
import { mergeNational, notesOnReceiving } from '../demographics/open-patient.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { readAsApplication } from '../national/pds.ts'
import type { PdsRecord } from '../national/pds-patient.ts'
import type { Services } from '../services.ts'
import { eventsStore } from './events-store.ts'

/** How the record is fetched for an event: from PDS, in the application's own name, for nobody is signed in. An event itself tells nothing that may be taken over. */
export const fetchForEvent = behaviour('notifications.fetchForEvent', (services: Services, { nhsNumber }: RegisteredPatient) => readAsApplication(services.platform, nhsNumber, randomUUID()))

/** What becomes of an event for which the record could not be fetched: it waits for the next round. */
export const keepPending = behaviour('notifications.keepPending', (_services: Services, _patient: RegisteredPatient, _failure: NationalRefusal): void => undefined)

/** Somebody has died whom the practice thought alive: what is booked and due for them must not go on. */
export const onDeath = behaviour('notifications.onDeath', ({ tasks }: Services, { id }: RegisteredPatient): void => {
  tasks.raise({ code: 'patient-died', patientId: id, text: 'This patient has died, as the national record says. Cancel what is booked and due for them, and tell those who care for them.' })
})

/** Fetches the record of everybody an event was told of, once for several events. What fails is tried again in the next round. */
export async function refreshPending(services: Services): Promise<void> {
  const store = eventsStore(services)
  for (const patientId of store.pendingPatients()) {
    const known = patientsOf(services).get(patientId)
    try {
      const result = await fetchForEvent(services, known)
      services.database.transaction(() => {
        if (result.outcome === 'found') receive(services, known, result.record)
        else services.tasks.raise({ code: 'nhs-number-withdrawn', patientId, text: 'PDS tells of a change and does not know this patient’s NHS number any more. Find the right record before you use this one.' })
        store.done(patientId)
      })
    } catch (error) {
      if (!(error instanceof NationalRefusal)) throw error
      keepPending(services, known, error)
    }
  }
}

function receive(services: Services, known: RegisteredPatient, fetched: PdsRecord): void {
  const { clock, audit, tasks } = services
  if (fetched.nhsNumber !== known.nhsNumber) {
    tasks.raise({ code: 'nhs-number-replaced', patientId: known.id, text: `PDS has replaced this patient’s NHS number by ${fetched.nhsNumber}. Open the record to take the new number over.` })
    return
  }
  const record = mergeNational(known, fetched)
  const patient = patientsOf(services).receive(known, record, notesOnReceiving(known, record, clock.today()))
  if (patient.version === known.version) return
  const changed = differencesBetween(detailsOf(known.national), detailsOf(patient.national)).map(({ name }) => name)
  audit.record({ event: 'patient-refreshed', action: 'U', outcome: 'done', agent: { system: 'PDS' }, patientId: known.id, detail: { changed, nationalVersion: record.version } })
  if (patient.national.deceasedDateTime && !known.national.deceasedDateTime) onDeath(services, patient)
}
