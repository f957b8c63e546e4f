import { defaultGp } from '../practice/practice-data.ts'
import type { Services } from '../services.ts'
import { patientsOf } from './patients.ts'

/** Puts the patients of the practice's data file on the list, unless they are there already. */
export function loadStartingPatients(services: Services): void {
  const { practice, database, clock, audit } = services
  const patients = patientsOf(services)
  database.transaction(() => {
    for (const { patient, accountableGp = defaultGp(practice)?.id, registeredOn = clock.today() } of practice.patients) {
      if (patients.byNhsNumber(patient.id)) continue
      const record = { nhsNumber: patient.id, version: `W/"${patient.meta?.versionId ?? '1'}"`, patient }
      const { id } = patients.add(record, { type: 'permanent', startedOn: registeredOn, ...(accountableGp && { accountableGp }) })
      audit.record({ event: 'patient-registered', action: 'C', outcome: 'done', agent: { system: 'starting data' }, patientId: id })
    }
  })
}
