import type { Environment } from '../../kit/environment.ts'
import { isValid } from '../../../config/identifiers/nhs-number.ts'
import codes from './codes.json' with { type: 'json' }
import type { Coverage } from './coverage.ts'
import { today } from './dates.ts'
import { describe, emptyPatient, type PatientDescription } from './describe-patient.ts'
import type { RelatedPerson } from './related-person.ts'
import type { Patient } from './patient.ts'
import { latest, type Author, type PatientRecord, type Version } from './record.ts'
import { addRecord, addVersion, newNhsNumber, objectId, settle, type KnownOrganisation, type PdsState } from './state.ts'

/** When the periods of seeded names, addresses and contact details begin, unless the description says. */
const LONG_AGO = '2020-01-01'

/** What a scenario sees of a record: everything PDS holds, sensitive or not. */
export interface RecordView {
  nhsNumber: string
  version: number
  invalidated: boolean
  supersededBy?: string
  patient: Patient
}

interface About {
  nhsNumber: string
}

/** What the world outside does to PDS, and what it can see of it. */
export const controls = {
  /**
   * Puts a patient on PDS. `former` are earlier states, oldest first, that a search of historic data finds;
   * `version` is that of the newest state; `resource` is a whole FHIR Patient instead of a description.
   */
  putPatient(state: PdsState, args: PatientDescription & { former?: PatientDescription[]; version?: number; resource?: Patient }, environment: Environment): RecordView {
    const { former = [], resource, nhsNumber = resource?.id ?? newNhsNumber(state), ...description } = args
    if (!isValid(nhsNumber)) throw new Error(`Failed to put a patient on PDS: ${nhsNumber} is not a valid NHS number.`)
    if (state.records.has(nhsNumber)) throw new Error(`Failed to put a patient on PDS: ${nhsNumber} is there already. Use changePatient.`)
    const at = environment.clock.now()
    const by: Author = { kind: 'seed' }
    if (resource) return view(addRecord(state, structuredClone(resource), by, at))

    const version = Math.max(args.version ?? 2, former.length + 1)
    let patient = emptyPatient(nhsNumber, version - former.length)
    let record: PatientRecord | undefined
    for (const step of [...former, description]) {
      patient = describe(patient, step, state.random, LONG_AGO)
      if (record) addVersion(state, record, patient, by, at)
      else record = addRecord(state, patient, by, at)
    }
    return view(record!)
  },

  /** Everything PDS holds under a number, or null. Does not follow a superseded number. */
  readPatient(state: PdsState, { nhsNumber }: About, environment: Environment): RecordView | null {
    const record = state.records.get(nhsNumber)
    if (record) settle(record, environment.clock.now())
    return record ? view(record) : null
  },

  /** Another organisation (`by`, an ODS code) changes the record: one version more. */
  changePatient(state: PdsState, args: PatientDescription & About & { by?: string }, environment: Environment): RecordView {
    const { nhsNumber, by, ...description } = args
    const record = recordOf(state, nhsNumber)
    const now = environment.clock.now()
    settle(record, now, true)
    const resource = describe(latest(record).resource, description, state.random, today(now))
    addVersion(state, record, resource, { kind: 'outside', ...(by && { organisation: by }) }, now)
    return view(record)
  },

  /** Merges two records: the old number now leads to the new one. */
  supersede(state: PdsState, args: { old: string; new: string }): RecordView {
    const record = recordOf(state, args.old)
    recordOf(state, args.new)
    if (args.old === args.new) throw new Error(`Failed to supersede ${args.old}: it cannot replace itself.`)
    record.supersededBy = args.new
    return view(record)
  },

  /** Marks a record as invalid: from now on it is not found. */
  invalidate(state: PdsState, { nhsNumber }: About): RecordView {
    const record = recordOf(state, nhsNumber)
    record.invalidated = true
    return view(record)
  },

  /** Marks a record as sensitive: restricted, unless `level` says otherwise. */
  markSensitive(state: PdsState, args: About & { level?: PatientDescription['sensitivity'] }, environment: Environment): RecordView {
    return controls.changePatient(state, { nhsNumber: args.nhsNumber, sensitivity: args.level ?? 'restricted' }, environment)
  },

  /** A death becomes known: informally from an organisation, or formally from the registrar. */
  recordDeath(state: PdsState, args: About & { date: string; status: 'informal' | 'formal'; by?: string }, environment: Environment): RecordView {
    const { nhsNumber, date, status, by } = args
    return controls.changePatient(state, { nhsNumber, death: { date, status }, ...(by && { by }) }, environment)
  },

  /** Adds somebody to be contacted about a patient; `role` is a code of UKCore-AdditionalRelatedPersonRole, `resource` a whole RelatedPerson instead of a description. */
  addRelatedPerson(
    state: PdsState,
    args: About & { role?: string; roleName?: string; given?: string[]; family?: string; phone?: string; theirNhsNumber?: string; rank?: number; resource?: RelatedPerson },
  ): { id: string } {
    const record = recordOf(state, args.nhsNumber)
    if (args.resource) {
      record.related.push(args.resource)
      return { id: args.resource.id }
    }
    const id = objectId(state.random)
    record.related.push({
      resourceType: 'RelatedPerson',
      id,
      active: true,
      patient: { identifier: { system: codes.nhsNumber, value: args.theirNhsNumber ?? args.nhsNumber } },
      period: { start: LONG_AGO },
      relationship: [{ coding: [{ system: codes.relatedPersonRole, code: args.role ?? 'Guardian', display: args.roleName ?? 'Guardian of patient' }] }],
      ...(args.family && { name: [{ use: 'usual', period: { start: LONG_AGO }, given: args.given ?? [], family: args.family }] }),
      ...(args.phone && { telecom: [{ period: { start: LONG_AGO }, system: 'phone', value: args.phone, use: 'home' }] }),
      extension: [
        { url: codes.copyCorrespondence, valueBoolean: false },
        { url: codes.contactRank, valuePositiveInt: args.rank ?? record.related.length + 1 },
      ],
    })
    return { id }
  },

  /** Gives a patient a European Health Insurance Card. */
  putCoverage(state: PdsState, args: About & { cardNumber: string; country: string; personalId: string; institutionId: string; expires: string }): Coverage {
    const record = recordOf(state, args.nhsNumber)
    const display = (codes.country.displays as Record<string, string>)[args.country]
    record.coverage = {
      resourceType: 'Coverage',
      status: 'active',
      identifier: [{ value: args.cardNumber, assigner: { identifier: { system: codes.country.system, value: args.country }, ...(display && { display }) } }],
      beneficiary: { type: 'Patient', identifier: { value: args.personalId } },
      payor: [{ identifier: { value: args.institutionId } }],
      period: { end: args.expires },
      subscriber: { type: 'Patient', identifier: { system: codes.nhsNumber, value: args.nhsNumber } },
    }
    return record.coverage
  },

  /** All versions of a record, oldest first, with who made them. */
  changes(state: PdsState, { nhsNumber }: About, environment: Environment): Version[] {
    const record = recordOf(state, nhsNumber)
    settle(record, environment.clock.now())
    return record.versions
  },

  /**
   * The next `times` updates (1 by default) take `seconds` to take effect. When that is longer than the caller's
   * X-Sync-Wait (10 s by default), PDS answers 503 with `Retry-After` - at once, without making anybody wait.
   */
  slowUpdates(state: PdsState, args: { nhsNumber?: string; seconds?: number; retryAfter?: number; times?: number }): void {
    state.slow.push({ ...(args.nhsNumber && { nhsNumber: args.nhsNumber }), seconds: args.seconds ?? 12, retryAfter: args.retryAfter ?? 5, left: args.times ?? 1 })
  },

  /** Limits the requests (and creations) a second of each application; published are 5 and 3. Null lifts a limit. */
  limitRate(state: PdsState, args: { perSecond?: number | null; createsPerSecond?: number | null }): void {
    if (args.perSecond !== undefined) state.requestsPerSecond = args.perSecond ?? undefined
    if (args.createsPerSecond !== undefined) state.createsPerSecond = args.createsPerSecond ?? undefined
  },

  /** Makes an ODS code known to PDS, or known as closed. */
  putOrganisation(state: PdsState, args: { odsCode: string } & Partial<KnownOrganisation>): void {
    state.organisations.set(args.odsCode, { roles: args.roles ?? ['RO177', 'RO76'], active: args.active ?? true })
  },
}

function recordOf(state: PdsState, nhsNumber: string): PatientRecord {
  const record = state.records.get(nhsNumber)
  if (!record) throw new Error(`Failed to find ${nhsNumber} on PDS: no such record. Put the patient there first.`)
  return record
}

function view(record: PatientRecord): RecordView {
  const { version, resource } = latest(record)
  return { nhsNumber: record.nhsNumber, version, invalidated: record.invalidated, ...(record.supersededBy && { supersededBy: record.supersededBy }), patient: resource }
}
