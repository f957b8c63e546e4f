import type { Environment } from '../../kit/environment.ts'
import directory from './codes/directory.json' with { type: 'json' }
import type { AdviceRequest } from './model/advice-request.ts'
import type { ApplicationFunction, BusinessFunction } from './model/business-function.ts'
import type { DirectoryService } from './model/directory-service.ts'
import type { Referral } from './model/referral.ts'
import type { Slot } from './model/slot.ts'
import type { Availability, StoredFile } from './model/stored-file.ts'

/** What e-RS was told of a patient. Anybody with a valid NHS number is known; this is for what differs. */
export interface PatientRecord {
  nhsNumber: string
  /** Makes every request about the patient fail with this code. */
  problem?: 'PATIENT_ERROR' | 'REFERENCE_NOT_FOUND' | 'NO_REG_GP_PRACTICE'
  /** For "age and sex appropriate" searches; unknown is not filtered by. */
  birthDate?: string
  gender?: 'MALE' | 'FEMALE'
}

/** How the provider's patient administration system answers a booking or cancellation. */
export type PasBehaviour = 'working' | 'error' | 'silent'

export interface ErsState {
  services: Map<string, DirectoryService>
  slots: Map<string, Slot>
  referrals: Map<string, Referral>
  advice: Map<string, AdviceRequest>
  files: Map<string, StoredFile>
  /** Tickets of temporary download locations. */
  downloads: Map<string, { fileId: string; expiresAt: number }>
  patients: Map<string, PatientRecord>
  /** UBRNs another user is just working on. */
  locked: Set<string>
  /** By service id. */
  pas: Map<string, PasBehaviour>
  /** Availability of newly uploaded files. */
  scanResult: Availability
  /** ODS codes of organisations that have closed. */
  closedOrganisations: Set<string>
  /** ODS codes the application may act for; any when undefined. */
  partners: Set<string> | undefined
  /** By user id and ODS code (`555254239107@A99901`); says more than the activity codes of the user's roles. */
  businessFunctions: Map<string, BusinessFunction[]>
  /** Registered applications by id. */
  applications: Map<string, { function: ApplicationFunction; organisation: string }>
  nextUbrn: number
  nextId: number
}

/** More UBRNs, and more ids, than there are in one run. */
const NUMBERS_A_SEED = 1_000

/** Numbers are those of the environment's seed: e-RS gives none twice, and a system that lives on has those of earlier runs. */
export function createState({ seed }: Pick<Environment, 'seed'>): ErsState {
  const first = 70_000 + (seed - 1) * NUMBERS_A_SEED
  return {
    services: new Map((directory as DirectoryService[]).map((service) => [service.id, service])),
    slots: new Map(),
    referrals: new Map(),
    advice: new Map(),
    files: new Map(),
    downloads: new Map(),
    patients: new Map(),
    locked: new Set(),
    pas: new Map(),
    scanResult: 'AVAILABLE',
    closedOrganisations: new Set(),
    partners: undefined,
    businessFunctions: new Map(),
    applications: new Map(),
    nextUbrn: first,
    nextId: first,
  }
}

/** The next UBRN: twelve digits (MESSAGING: no check digit is documented). */
export function newUbrn(state: ErsState): string {
  return String(state.nextUbrn++).padStart(12, '0')
}

/** The next id of appointments, messages and attachments. */
export function newId(state: ErsState): string {
  return String(state.nextId++)
}
