import { readFileSync } from 'node:fs'
import { loadWorld } from '../../config/world.ts'
import type { Random } from './random.ts'

/** An accredited system (AS record): one system deployed in one organisation. */
export interface AccreditedSystem {
  /** Id of the record, a UUID in capitals. */
  id: string
  /** Accredited system id: 12 digits. */
  asid: string
  partyKey: string
  /** ODS code of the organisation that uses it. */
  organisation: string
  /** ODS code of whoever made it. */
  manufacturer: string
  /** Full interaction ids: `urn:nhs:names:services:gp2gp:RCMR_IN010000UK05`. */
  interactions: string[]
}

/** How reliably messages are to be passed on, by the names that SDS gives its attributes. */
export type Reliability = Readonly<Record<string, string | number>>

/** A message handling record (MHS record): where and how one interaction of an organisation is reached. */
export interface MessageHandler {
  id: string
  organisation: string
  partyKey: string
  interaction: string
  /** Several addresses become several Endpoint resources, as the service has it. */
  addresses: string[]
  fqdn: string
  cpaId: string
  reliability: Reliability
}

/**
 * Who is accredited on the Spine, and how each is reached: what the Spine Directory Service tells, and what the Spine itself checks
 * messages against. Part of the environment, so that neither service needs the other.
 */
export interface SpineDirectory {
  systems: AccreditedSystem[]
  handlers: MessageHandler[]
}

const DATA = JSON.parse(readFileSync(new URL('spine-directory.json', import.meta.url), 'utf8')) as {
  manufacturer: string
  reliability: Reliability
  practiceInteractions: string[]
  /** The Spine itself, as whoever keeps summaries and permissions. Organisation, ASID and party key as published. */
  spine: { organisation: string; asid: string; partyKey: string; interactions: string[] }
}

/** ODS code under which the directory has the Spine itself. */
export const SPINE = DATA.spine.organisation

export interface SystemDetails {
  organisation: string
  asid?: string
  /** Derived from the organisation when absent. */
  partyKey?: string
  interactions?: readonly string[]
  manufacturer?: string
  /** The same for each interaction; derived from the organisation when absent. */
  addresses?: string[]
}

/** ASID and party key that every open practice of the world starts with, as any practice that uses the Spine has. */
export function accreditedPractices(): { organisation: string; asid: string; partyKey: string }[] {
  return loadWorld()
    .organisations.filter(({ secondaryRole, status }) => secondaryRole === 'RO76' && status !== 'inactive')
    .map(({ odsCode }, at) => ({ organisation: odsCode, asid: `2000000010${String(at + 1).padStart(2, '0')}`, partyKey: partyKeyOf(odsCode, at) }))
}

const partyKeyOf = (organisation: string, before: number) => `${organisation}-${820_001 + before}`

/** The directory as an environment starts with it. */
export function createSpineDirectory(random: Random): SpineDirectory {
  const directory: SpineDirectory = { systems: [], handlers: [] }
  for (const { organisation, asid } of accreditedPractices()) addSystem(directory, random, { organisation, asid })
  addSystem(directory, random, DATA.spine)
  return directory
}

/** Enters a system with its message handling records, as an accreditation does. */
export function addSystem(
  directory: SpineDirectory,
  random: Random,
  { organisation, asid = `2${random.digits(11)}`, partyKey = partyKeyOf(organisation, directory.systems.length), interactions = DATA.practiceInteractions, manufacturer = DATA.manufacturer, addresses }: SystemDetails,
): AccreditedSystem {
  const system = { id: random.uuid().toUpperCase(), asid, partyKey, organisation, manufacturer, interactions: [...interactions] }
  directory.systems.push(system)
  const fqdn = `msg.${organisation.toLowerCase()}.gp.example`
  for (const interaction of interactions) {
    const cpaId = `S${random.digits(12)}`
    directory.handlers.push({ id: random.uuid().toUpperCase(), organisation, partyKey, interaction, addresses: addresses ?? [`https://${fqdn}/${lastPart(interaction)}`], fqdn, cpaId, reliability: DATA.reliability })
  }
  return system
}

const lastPart = (interaction: string) => interaction.slice(interaction.lastIndexOf(':') + 1)
