import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isReachable } from '../patient-facing/online-patient.ts'
import { birthday } from '../proxy-access/age.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Migration } from '../store/migrate.ts'
import type { Work } from '../work.ts'

/** Wrong attempts after which an account is locked. */
export const MOST_ATTEMPTS = 5
/** Age from which somebody has an account of their own. Source: NHS login, who can have one. */
const OLD_ENOUGH = 13

export const im1Migrations: readonly Migration[] = [
  {
    name: 'im1-001-accounts',
    sql: `
      CREATE TABLE online_account (
        id INTEGER PRIMARY KEY,
        patient_id INTEGER NOT NULL UNIQUE REFERENCES patient (id),
        account_id TEXT NOT NULL UNIQUE,
        -- SHA-256 of the key: the practice hands it out once, and nobody can look it up.
        key_hash TEXT,
        failed_attempts INTEGER NOT NULL,
        state TEXT NOT NULL,
        changed_at TEXT NOT NULL
      ) STRICT;`,
  },
]

/** A patient's online account. invited: a key was handed out. linked: an app has proved that it is theirs. ended: by the practice. */
export interface Account {
  id: number
  patientId: string
  accountId: string
  keyHash: string | null
  failedAttempts: number
  state: 'invited' | 'linked' | 'ended'
}

interface AccountRow {
  id: number
  patient_id: number
  account_id: string
  key_hash: string | null
  failed_attempts: number
  state: Account['state']
}

type Store = Pick<Services, 'database' | 'clock'>

const accountOf = (row: AccountRow | undefined): Account | undefined =>
  row && { id: row.id, patientId: String(row.patient_id), accountId: row.account_id, keyHash: row.key_hash, failedAttempts: row.failed_attempts, state: row.state }

export const accountNamed = ({ database }: Store, accountId: string): Account | undefined => accountOf(database.one<AccountRow>('SELECT * FROM online_account WHERE account_id = ?', accountId))
export const accountOfPatient = ({ database }: Store, patientId: string): Account | undefined => accountOf(database.one<AccountRow>('SELECT * FROM online_account WHERE patient_id = ?', Number(patientId)))

export function change({ database, clock }: Store, { id }: Account, to: Pick<Account, 'state' | 'failedAttempts' | 'keyHash'>): void {
  database.run('UPDATE online_account SET state = ?, failed_attempts = ?, key_hash = ?, changed_at = ? WHERE id = ?', to.state, to.failedAttempts, to.keyHash, clock.timestamp(), id)
}

export const hashOf = (key: string): string => createHash('sha256').update(key.trim().toUpperCase()).digest('hex')

/** Whether a key is the one that was handed out. */
export const isKey = (hash: string | null, key: string): boolean => hash !== null && timingSafeEqual(Buffer.from(hash), Buffer.from(hashOf(key)))

/** Letters and digits that nobody mistakes for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const random = (length: number): string => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** Why somebody gets no account of their own; undefined if they do. */
export const whyNoAccount = behaviour('im1.whyNoAccount', (patient: RegisteredPatient, today: string): string | undefined => {
  if (!isReachable(patient)) return 'Only patients who are registered here for good get an online account.'
  const { birthDate } = patient.national
  if (birthDate === undefined || today < birthday(birthDate, OLD_ENOUGH)) return `Under ${OLD_ENOUGH} nobody has an online account of their own. Somebody else can act for the patient.`
  return undefined
})

/** What becomes of an account for which another key is handed out: the key before is no good, and what was tried is forgotten. */
export const renewedAccount = behaviour('im1.renewedAccount', (_account: Account, keyHash: string): Pick<Account, 'state' | 'failedAttempts' | 'keyHash'> => ({ state: 'invited', failedAttempts: 0, keyHash }))

/** What a patient is handed: the id of the account, and a key that is good for one app and shown once. A new one ends the one before. */
export function handOutKey(work: Work, patientId: string): { accountId: string; linkageKey: string } {
  demand(work.role, 'B0825')
  const { services } = work
  const patient = patientsOf(services).get(patientId)
  const why = whyNoAccount(patient, services.clock.today())
  if (why !== undefined) throw new Refusal('rule', why)
  const linkageKey = random(13)
  return services.database.transaction(() => {
    const known = accountOfPatient(services, patient.id)
    const accountId = known?.accountId ?? String(randomInt(1_000_000_000, 10_000_000_000))
    if (known) change(services, known, renewedAccount(known, hashOf(linkageKey)))
    else
      services.database.run(
        "INSERT INTO online_account (patient_id, account_id, key_hash, failed_attempts, state, changed_at) VALUES (?, ?, ?, 0, 'invited', ?)",
        Number(patient.id),
        accountId,
        hashOf(linkageKey),
        services.clock.timestamp(),
      )
    audited(work, { event: 'linkage-key-handed-out', action: 'C', patientId: patient.id })
    return { accountId, linkageKey }
  })
}

/** What becomes of an account that the practice ends: no app gets in any more. */
export const endedAccount = behaviour('im1.endedAccount', (account: Account): Pick<Account, 'state' | 'failedAttempts' | 'keyHash'> => ({ state: 'ended', failedAttempts: account.failedAttempts, keyHash: null }))

/** Ends a patient's online account. */
export function endAccount(work: Work, patientId: string): void {
  demand(work.role, 'B0825')
  const { services } = work
  const { id } = patientsOf(services).get(patientId)
  services.database.transaction(() => {
    const account = accountOfPatient(services, id)
    if (!account || account.state === 'ended') throw new Refusal('already-done', 'The patient has no online account.')
    change(services, account, endedAccount(account))
    audited(work, { event: 'online-account-ended', action: 'U', patientId: id })
  })
}
