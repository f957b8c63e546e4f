import { loadWorld } from '../../../config/world.ts'
import type { Environment } from '../../kit/environment.ts'
import { generate } from '../../../config/identifiers/nhs-number.ts'
import type { Random } from '../../kit/random.ts'
import type { Reply } from '../../kit/reply.ts'
import type { Patient } from './patient.ts'
import { latest, type Author, type PatientRecord, type Version } from './record.ts'
import { fold } from './search/fold.ts'

/** An organisation as far as PDS checks its code. */
export interface KnownOrganisation {
  /** Primary role (`RO177`) and non-primary role (`RO76`). */
  roles: string[]
  active: boolean
}

/** An update that was accepted, kept so that the same X-Request-ID is not carried out twice. */
export interface AcceptedUpdate {
  /** Method, URL and body of the first request. */
  fingerprint: string
  /** Absent while the update is still under way. */
  reply?: Reply
  /** What the caller was told when the update was slow: try again after these seconds, not before this instant (ms). */
  retry?: { after: number; from: number }
}

/** Updates that take longer than PDS allows itself. */
export interface SlowUpdates {
  /** Patient they concern; any when absent. */
  nhsNumber?: string
  /** Seconds until the update takes effect. */
  seconds: number
  /** Seconds in `Retry-After`. */
  retryAfter: number
  left: number
}

/** Everything PDS holds in one environment. */
export interface PdsState {
  random: Random
  records: Map<string, PatientRecord>
  /** Folded family name, current or former, to NHS numbers. */
  byFamily: Map<string, Set<string>>
  /** Date of birth to NHS numbers. */
  byBirthDate: Map<string, Set<string>>
  /** By application and X-Request-ID. */
  accepted: Map<string, AcceptedUpdate>
  slow: SlowUpdates[]
  /** Requests a second an application may send; unlimited when absent. */
  requestsPerSecond?: number
  /** Creations a second an application may send; unlimited when absent. */
  createsPerSecond?: number
  /** Instants (ms) of an application's requests within the last second. */
  recent: Map<string, number[]>
  organisations: Map<string, KnownOrganisation>
}

export function createState(environment: Environment): PdsState {
  const organisations = new Map<string, KnownOrganisation>()
  for (const { odsCode, role, secondaryRole, status } of loadWorld().organisations) {
    organisations.set(odsCode, { roles: secondaryRole ? [role, secondaryRole] : [role], active: status !== 'inactive' })
  }
  return {
    random: environment.random,
    records: new Map(),
    byFamily: new Map(),
    byBirthDate: new Map(),
    accepted: new Map(),
    slow: [],
    recent: new Map(),
    organisations,
  }
}

/** An object id as PDS gives them: eight hexadecimal digits, `8F8B957D`. */
export function objectId(random: Random): string {
  return random.below(0x1_0000_0000).toString(16).padStart(8, '0').toUpperCase()
}

/** A valid number of the 999 range that no record has. */
export function newNhsNumber(state: PdsState): string {
  for (;;) {
    const nhsNumber = generate(state.random)
    if (!state.records.has(nhsNumber)) return nhsNumber
  }
}

/** Opens a record with its first version. */
export function addRecord(state: PdsState, resource: Patient, by: Author, at: number): PatientRecord {
  const version: Version = { version: Number(resource.meta.versionId), at: new Date(at).toISOString(), by, resource }
  const record: PatientRecord = { nhsNumber: resource.id, versions: [version], invalidated: false, related: [], derived: {} }
  state.records.set(record.nhsNumber, record)
  index(state, record)
  return record
}

/** Adds the next version of a record; its number is set here. */
export function addVersion(state: PdsState, record: PatientRecord, resource: Patient, by: Author, at: number): Version {
  const before = latest(record)
  const version = before.version + 1
  const entry: Version = { version, at: new Date(at).toISOString(), by, resource: { ...resource, meta: { ...resource.meta, versionId: String(version) } } }
  if (before.resource.birthDate) state.byBirthDate.get(before.resource.birthDate)?.delete(record.nhsNumber)
  record.versions.push(entry)
  record.derived = {}
  index(state, record)
  return entry
}

/** Lets a pending update take effect when its time has come, or at once when `force`d by an update behind it. */
export function settle(record: PatientRecord, now: number, force = false): void {
  const { pending } = record
  if (!pending || (!force && now < pending.completesAt)) return
  delete record.pending
  pending.complete()
}

/** The record that stands for a number: itself, or the one that replaced it. */
export function currentRecord(state: PdsState, nhsNumber: string): PatientRecord | undefined {
  let record = state.records.get(nhsNumber)
  for (let hops = 0; record?.supersededBy !== undefined && hops < 100; hops++) record = state.records.get(record.supersededBy)
  return record
}

function index(state: PdsState, record: PatientRecord): void {
  const { resource } = latest(record)
  for (const name of resource.name ?? []) if (name.family) put(state.byFamily, fold(name.family), record.nhsNumber)
  if (resource.birthDate) put(state.byBirthDate, resource.birthDate, record.nhsNumber)
}

function put(map: Map<string, Set<string>>, key: string, nhsNumber: string): void {
  const set = map.get(key)
  if (set) set.add(nhsNumber)
  else map.set(key, new Set([nhsNumber]))
}
