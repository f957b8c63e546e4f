import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isReachable } from '../patient-facing/online-patient.ts'
import type { Services } from '../services.ts'
import { accountNamed, change, isKey, MOST_ATTEMPTS, type Account } from './accounts.ts'
import { Im1Error } from './im1-error.ts'

/** What somebody types into an app to prove that an account is theirs. */
export interface LinkageDetails {
  odsCode: string
  accountId: string
  linkageKey: string
  surname: string
  /** ISO date. */
  dateOfBirth: string
}

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\p{L}]/gu, '').toLowerCase()

/** Whether a surname is the patient's, however it is capitalised and whatever marks it has. */
export const isSurname = behaviour('im1.isSurname', ({ national }: RegisteredPatient, surname: string): boolean => plain(surname) !== '' && (national.name ?? []).some(({ family }) => family !== undefined && plain(family) === plain(surname)))

/** Whether a date of birth is the patient's. */
export const isBirthDate = behaviour('im1.isBirthDate', ({ national }: RegisteredPatient, dateOfBirth: string): boolean => national.birthDate === dateOfBirth)

/** Whether an account has been tried too often: then not even the right details open it. */
export const isLocked = behaviour('im1.isLocked', ({ failedAttempts }: Account): boolean => failedAttempts >= MOST_ATTEMPTS)

/** What somebody is told whose details do not fit: the same whatever did not, so that nobody can find out piece by piece. */
export const toldOfMismatch = behaviour('im1.toldOfMismatch', (_what: 'account' | 'practice' | 'key' | 'surname' | 'date of birth'): Im1Error => new Im1Error('RESOURCE_NOT_FOUND', 'No online account has these details.'))

/** The account that somebody means: the one they name. */
export const accountFor = behaviour('im1.accountFor', (services: Services, accountId: string, _linkageKey: string): Account | undefined => accountNamed(services, accountId))

/** What becomes of an account once an app is linked: the key has done its work. */
export const linkedAccount = behaviour('im1.linkedAccount', (_account: Account): Pick<Account, 'state' | 'failedAttempts' | 'keyHash'> => ({ state: 'linked', failedAttempts: 0, keyHash: null }))

/**
 * Links an app with the account that somebody has a key for.
 *
 * @throws Im1Error 404 where anything does not fit, 403 for an account that is locked
 */
export function link(services: Services, { odsCode, accountId, linkageKey, surname, dateOfBirth }: LinkageDetails): { patient: RegisteredPatient } {
  const outcome = services.database.transaction((): { patient: RegisteredPatient } | Im1Error => {
    if (odsCode.toUpperCase() !== services.config.practice.odsCode) return toldOfMismatch('practice')
    const account = accountFor(services, accountId, linkageKey)
    if (!account) return toldOfMismatch('account')
    if (isLocked(account)) return new Im1Error('ACCESS_DENIED', 'The online account is locked. Ask the practice for a new key.')
    const patient = patientsOf(services).get(account.patientId)
    const wrong = !isKey(account.keyHash, linkageKey) ? 'key' : !isSurname(patient, surname) ? 'surname' : !isBirthDate(patient, dateOfBirth) ? 'date of birth' : undefined
    if (wrong !== undefined) {
      change(services, account, { ...account, failedAttempts: account.failedAttempts + 1 })
      return toldOfMismatch(wrong)
    }
    if (!isReachable(patient)) return toldOfMismatch('account')
    change(services, account, linkedAccount(account))
    return { patient }
  })
  // Outside the transaction: a failed attempt counts.
  if (outcome instanceof Im1Error) throw outcome
  return outcome
}
