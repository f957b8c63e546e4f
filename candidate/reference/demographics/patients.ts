import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { PdsPatient, PdsRecord } from '../national/pds-patient.ts'
import type { LocalDetails, RegisteredPatient, Registration } from './patient.ts'

/** The practice's list of patients in the store. */
export interface Patients {
  find(id: string): RegisteredPatient | undefined
  /** @throws Refusal `not-found` */
  get(id: string): RegisteredPatient
  byNhsNumber(nhsNumber: string): RegisteredPatient | undefined
  /** The national record as it was in an earlier version of the practice's copy. */
  nationalAt(id: string, version: number): PdsPatient | undefined
  /** Those whose family name starts so, born on that date; at most fifty. */
  search(criteria: { family?: string; birthDate?: string }): RegisteredPatient[]
  add(record: PdsRecord, registration: Registration, local?: LocalDetails): RegisteredPatient
  /** Takes over what PDS gave. The version moves only if something is different. */
  receive(patient: RegisteredPatient, record: PdsRecord, local?: LocalDetails): RegisteredPatient
  /** Changes what only the practice knows. */
  keep(patient: RegisteredPatient, local: LocalDetails): RegisteredPatient
  register(patient: RegisteredPatient, registration: Registration): RegisteredPatient
  leave(patient: RegisteredPatient, endedOn: string, reason: string): RegisteredPatient
}

interface PatientRow {
  id: number
  nhs_number: string
  version: number
  status: RegisteredPatient['status']
  national: string
  national_version: string
  local: string
  refreshed_at: string
}

interface RegistrationRow {
  type: Registration['type']
  started_on: string
  accountable_gp: string | null
  ended_on: string | null
  end_reason: string | null
}

/** The list of patients, over the system's store. */
export function patientsOf({ database, clock }: Pick<Services, 'database' | 'clock'>): Patients {
  const registrationsOf = (id: number): Registration[] =>
    database
      .all<RegistrationRow>('SELECT * FROM registration WHERE patient_id = ? ORDER BY id DESC', id)
      .map(({ type, started_on, accountable_gp, ended_on, end_reason }) => ({
        type,
        startedOn: started_on,
        ...(accountable_gp !== null && { accountableGp: accountable_gp }),
        ...(ended_on !== null && { endedOn: ended_on }),
        ...(end_reason !== null && { endReason: end_reason }),
      }))

  const patientOf = (row: PatientRow): RegisteredPatient => ({
    id: String(row.id),
    nhsNumber: row.nhs_number,
    version: row.version,
    status: row.status,
    national: JSON.parse(row.national),
    nationalVersion: row.national_version,
    local: JSON.parse(row.local),
    refreshedAt: row.refreshed_at,
    registrations: registrationsOf(row.id),
  })

  const addRegistration = (patientId: string, { type, startedOn, accountableGp }: Registration) =>
    database.run(
      'INSERT INTO registration (patient_id, type, started_on, accountable_gp) VALUES (?, ?, ?, ?)',
      Number(patientId),
      type,
      startedOn,
      accountableGp ?? null,
    )

  const patients: Patients = {
    find: (id) => {
      const row = /^\d{1,15}$/.test(id) ? database.one<PatientRow>('SELECT * FROM patient WHERE id = ?', Number(id)) : undefined
      return row && patientOf(row)
    },

    get: (id) => {
      const patient = patients.find(id)
      if (!patient) throw new Refusal('not-found', 'There is no such patient on the practice list.')
      return patient
    },

    byNhsNumber: (nhsNumber) => {
      const row = database.one<PatientRow>('SELECT * FROM patient WHERE nhs_number = ?', nhsNumber)
      return row && patientOf(row)
    },

    nationalAt: (id, version) => {
      const row = database.one<{ national: string }>(
        'SELECT national FROM patient_version WHERE patient_id = ? AND version = ?',
        Number(id),
        version,
      )
      return row && JSON.parse(row.national)
    },

    search: ({ family, birthDate }) =>
      database
        .all<PatientRow>(
          `SELECT * FROM patient WHERE (?1 IS NULL OR family LIKE ?1 ESCAPE '\\') AND (?2 IS NULL OR birth_date = ?2) ORDER BY family, birth_date LIMIT 50`,
          family === undefined ? null : `${family.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`,
          birthDate ?? null,
        )
        .map(patientOf),

    add: ({ nhsNumber, version, patient }, registration, local = {}) =>
      database.transaction(() => {
        const { lastInsertRowid } = database.run(
          `INSERT INTO patient (nhs_number, version, status, national, national_version, local, family, birth_date, refreshed_at) VALUES (?, 1, 'active', ?, ?, ?, ?, ?, ?)`,
          nhsNumber,
          JSON.stringify(patient),
          version,
          JSON.stringify(local),
          familyOf(patient),
          patient.birthDate ?? '',
          clock.timestamp(),
        )
        addRegistration(String(lastInsertRowid), registration)
        return patients.get(String(lastInsertRowid))
      }),

    receive: (known, { nhsNumber, version, patient }, local = known.local) =>
      database.transaction(() => {
        const isNew = version !== known.nationalVersion || nhsNumber !== known.nhsNumber || local !== known.local
        database.run(
          'UPDATE patient SET nhs_number = ?, version = version + ?, national = ?, national_version = ?, local = ?, family = ?, birth_date = ?, refreshed_at = ? WHERE id = ?',
          nhsNumber,
          isNew ? 1 : 0,
          JSON.stringify(patient),
          version,
          JSON.stringify(local),
          familyOf(patient),
          patient.birthDate ?? '',
          clock.timestamp(),
          Number(known.id),
        )
        return patients.get(known.id)
      }),

    keep: ({ id }, local) => {
      database.run('UPDATE patient SET local = ?, version = version + 1 WHERE id = ?', JSON.stringify(local), Number(id))
      return patients.get(id)
    },

    register: ({ id }, registration) =>
      database.transaction(() => {
        database.run(`UPDATE patient SET status = 'active', version = version + 1 WHERE id = ?`, Number(id))
        // A temporary resident becomes a regular patient: one registration ends where the other begins.
        database.run(`UPDATE registration SET ended_on = ?, end_reason = 'Registered anew' WHERE patient_id = ? AND ended_on IS NULL`, registration.startedOn, Number(id))
        addRegistration(id, registration)
        return patients.get(id)
      }),

    leave: ({ id }, endedOn, reason) =>
      database.transaction(() => {
        database.run(`UPDATE patient SET status = 'left', version = version + 1 WHERE id = ?`, Number(id))
        database.run(
          'UPDATE registration SET ended_on = ?, end_reason = ? WHERE patient_id = ? AND ended_on IS NULL',
          endedOn,
          reason,
          Number(id),
        )
        return patients.get(id)
      }),
  }
  return patients
}

/** In capitals, as the list is sorted and searched. */
const familyOf = (patient: PdsPatient) =>
  (patient.name?.find(({ use }) => use === 'usual') ?? patient.name?.[0])?.family?.toUpperCase() ?? ''
