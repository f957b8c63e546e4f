import type { Communication } from './communication.ts'

/** What an application was permitted to do at onboarding. */
export interface Permissions {
  inApp: boolean
  notification: boolean
  receiptsReport: boolean
  patientReport: boolean
  /** May name another organisation it sends on behalf of. */
  intermediary: boolean
}

/** Where the NHS App posts real-time receipts to, as agreed at onboarding. */
export interface Callback {
  /** Base URL of the supplier's endpoint; `/FHIR/R4/Task` is added. */
  url: string
  /** PEM of the client certificate and its key, which the supplier signed. */
  certificate?: string
  key?: string
  /** PEM of the authority that the supplier's server certificate is checked against. */
  authority?: string
}

export interface AppUser {
  nhsNumber: string
  /** ODS code of the GP practice. */
  practice: string
  notificationsEnabled: boolean
}

export interface NhsAppState {
  communications: Map<string, Communication>
  /** By application id; an application nobody spoke of may send on both channels and read both reports. */
  permissions: Map<string, Permissions>
  users: Map<string, AppUser>
  callback: Callback | undefined
  /** Entries on one page of a report. */
  pageSize: number
}

export const DEFAULT_PERMISSIONS: Permissions = { inApp: true, notification: true, receiptsReport: true, patientReport: true, intermediary: false }

export function createState(): NhsAppState {
  return { communications: new Map(), permissions: new Map(), users: new Map(), callback: undefined, pageSize: 500 }
}
