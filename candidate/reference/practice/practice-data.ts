import { readJsonFile } from '../config/read-json-file.ts'
import { ConfigError, type ConfigProblem } from '../config/config-error.ts'
import { isObject } from '../national/json.ts'
import type { PdsPatient } from '../national/pds-patient.ts'

/** Somebody who works at the practice. Roles come from CIS2 at each sign-in, not from here. */
export interface StaffMember {
  /** SDS user id. */
  id: string
  title?: string
  given: string
  family: string
  /** Numbers with professional bodies: `gmc`, `nmc`, `din`. */
  professionalCodes: Readonly<Record<string, string>>
  /** Role profiles at this practice, for what is booked or signed in somebody's name. */
  roles: readonly { id: string; code: string; name: string; organisation: string }[]
}

/** A patient whom the practice has on its list before anybody signs in. */
export interface StartingPatient {
  /** The record as PDS holds it. */
  patient: PdsPatient
  /** SDS user id of the named accountable GP. */
  accountableGp?: string
  registeredOn?: string
}

/** What the practice's data file says. */
export interface PracticeData {
  staff: readonly StaffMember[]
  patients: readonly StartingPatient[]
  /** Everything else in the file, by name, for areas that read more of it. */
  more: Readonly<Record<string, unknown>>
}

/** The staff member with an SDS user id. */
export const staffMember = ({ staff }: PracticeData, id: string | undefined) => staff.find((member) => member.id === id)

/** Whoever the practice names as accountable GP unless it says otherwise: the first with a GMC number. */
export const defaultGp = ({ staff }: PracticeData) => staff.find(({ professionalCodes }) => professionalCodes['gmc'] !== undefined)

/**
 * Reads the practice's data file: `{ "staff": [...], "patients": [...] }`. Other members are kept for other areas.
 *
 * @throws ConfigError naming everything that is wrong
 */
export function loadPracticeData(file: string | undefined): PracticeData {
  if (file === undefined) return { staff: [], patients: [], more: {} }
  const remedy = 'Give a JSON file with staff and patients, as README.md describes it.'
  const data = readJsonFile(file, remedy)
  if (!isObject(data)) throw new ConfigError([{ place: file, what: 'is not a JSON object', remedy }])
  const problems: ConfigProblem[] = []
  const list = (name: string) => {
    const value = data[name] ?? []
    if (Array.isArray(value)) return value as unknown[]
    problems.push({ place: `${file}#/${name}`, what: 'is not a list', remedy: `Give ${name} as a list, or leave it out.` })
    return []
  }
  const staff = list('staff').flatMap((member, index) => {
    if (
      isObject(member) &&
      typeof member['id'] === 'string' &&
      typeof member['given'] === 'string' &&
      typeof member['family'] === 'string'
    ) {
      return [{ professionalCodes: {}, roles: [], ...member } as unknown as StaffMember]
    }
    problems.push({
      place: `${file}#/staff/${index}`,
      what: 'lacks id, given or family',
      remedy: 'Give the SDS user id, the given and the family name.',
    })
    return []
  })
  const patients = list('patients').flatMap((entry, index) => {
    const patient = isObject(entry) ? entry['patient'] : undefined
    if (isObject(patient) && patient['resourceType'] === 'Patient' && /^\d{10}$/.test(String(patient['id'])))
      return [entry as unknown as StartingPatient]
    problems.push({
      place: `${file}#/patients/${index}`,
      what: 'has no PDS Patient',
      remedy: 'Give patient: the record as PDS holds it, its id the NHS number.',
    })
    return []
  })
  if (problems.length > 0) throw new ConfigError(problems)
  const { staff: _staff, patients: _patients, ...more } = data
  return { staff, patients, more }
}
