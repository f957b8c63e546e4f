import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** An organisation as the Organisation Data Service knows it. */
export interface WorldOrganisation {
  odsCode: string
  name: string
  /** Primary role id (`RO177`). */
  role: string
  roleName: string
  /** Non-primary role id (`RO76`: GP practice). */
  secondaryRole?: string
  address: string[]
  postcode: string
  telephone?: string
  icb?: string
  partOf?: string
  /** Active unless said otherwise. */
  status?: 'inactive'
}

/** Somebody who works somewhere, with a CIS2 identity. */
export interface WorldStaff {
  /** How scenarios speak of them: "receptionist". */
  persona: string
  username: string
  /** SDS user id, 12 digits. */
  id: string
  title: string
  given: string
  family: string
  /** Authentication assurance level of what they sign in with. */
  aal: 1 | 2 | 3
  /** Professional numbers by body: `gmc`, `nmc`, `gphc`, `hcpc`, `din`. */
  professionalCodes: Record<string, string>
  roles: { id: string; code: string; name: string; organisation: string; activities: string[] }[]
}

/** What a practice and its registration authority know of each other. Numbers are those that were used last. */
export interface WorldRegistrationLinks {
  /** The practice's trading partner code. */
  cipher: string
  authority: { cipher: string; code: string; mailbox: string }
  lastSent: { interchange: number; message: number; transaction: number }
  lastReceived: number
}

/** The synthetic world every run starts from; see world.yaml. */
export interface World {
  practice: { odsCode: string; name: string; address: string[]; postcode: string; telephone: string }
  registrationLinks: WorldRegistrationLinks
  organisations: WorldOrganisation[]
  staff: WorldStaff[]
}

let world: World | undefined

/** The world of config/world.yaml, read once. */
export function loadWorld(): World {
  return (world ??= parse(readFileSync(new URL('world.yaml', import.meta.url), 'utf8')) as World)
}
