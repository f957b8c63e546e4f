import { loadWorld, type WorldOrganisation } from '../../../config/world.ts'
import codes from './codes.json' with { type: 'json' }

/** A role an organisation holds. */
export interface OrganisationRole {
  /** `RO177` */
  code: string
  name: string
  primary: boolean
  /** Number of this instance of the role: `instanceID`, `uniqueRoleId`. */
  instance: number
}

/** A relationship from one organisation to another. */
export interface Relationship {
  /** `RE4` */
  code: string
  source: string
  target: string
  /** Number of this instance: `uniqueRelId`, the id of the OrganizationAffiliation. */
  instance: number
}

/** An organisation or site as ODS publishes it. */
export interface Organisation {
  odsCode: string
  name: string
  active: boolean
  roles: OrganisationRole[]
  recordClass: 'RC1' | 'RC2'
  line: string[]
  town: string
  postcode: string
  telephone?: string
  /** ISO dates. */
  opened: string
  closed?: string
  lastChange: string
}

export interface OdsState {
  organisations: Map<string, Organisation>
  relationships: Relationship[]
  /** Codes of records that were removed, with the date. */
  deleted: { odsCode: string; date: string }[]
  nextInstance: number
}

/** What the organisations of the world are said to have been since, and last changed on, unless the world says. */
const OPENED = '2000-04-01'
const LAST_CHANGED = '2024-01-23'
const CLOSED = '2023-03-31'

export function createState(): OdsState {
  const state: OdsState = { organisations: new Map(), relationships: [], deleted: [], nextInstance: 100_001 }
  for (const organisation of loadWorld().organisations) putOrganisation(state, organisation, LAST_CHANGED)
  return state
}

/** Adds an organisation or puts it in the place of the one with its code. */
export function putOrganisation(state: OdsState, given: WorldOrganisation, date: string): Organisation {
  const { odsCode, name, role, roleName, secondaryRole, address, postcode, telephone, icb, partOf, status } = given
  const active = status !== 'inactive'
  const before = state.organisations.get(odsCode)
  const makeRole = (code: string, displayName: string, primary: boolean): OrganisationRole => ({
    code,
    name: displayName,
    primary,
    instance: before?.roles.find((existing) => existing.code === code)?.instance ?? state.nextInstance++,
  })
  const organisation: Organisation = {
    odsCode,
    // ODS holds names and addresses in capitals.
    name: name.toUpperCase(),
    active,
    roles: [makeRole(role, roleName, true), ...(secondaryRole ? [makeRole(secondaryRole, nameOfRole(secondaryRole), false)] : [])],
    recordClass: roleName.endsWith(' SITE') ? 'RC2' : 'RC1',
    line: address.slice(0, -1).map((text) => text.toUpperCase()),
    town: (address.at(-1) ?? '').toUpperCase(),
    postcode,
    ...(telephone && { telephone }),
    opened: OPENED,
    ...(!active && { closed: CLOSED }),
    lastChange: date,
  }
  state.organisations.set(odsCode, organisation)
  state.relationships = state.relationships.filter(({ source }) => source !== odsCode)
  const relate = (code: string, target: string | undefined) => {
    if (target) state.relationships.push({ code, source: odsCode, target, instance: state.nextInstance++ })
  }
  relate('RE4', icb)
  relate('RE6', partOf)
  return organisation
}

/** The name of a role, or its code where the list has none. */
export function nameOfRole(code: string): string {
  return (codes.roles as Record<string, { name: string }>)[code]?.name ?? code
}

/** The name of a relationship. */
export function nameOfRelationship(code: string): string {
  return (codes.relationships as Record<string, string>)[code] ?? code
}

/** All organisations in the order of their codes. */
export function inOrder(state: OdsState): Organisation[] {
  return [...state.organisations.values()].sort((a, b) => (a.odsCode < b.odsCode ? -1 : 1))
}
