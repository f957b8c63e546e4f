import { readFileSync } from 'node:fs'
import { loadWorld } from '../../../config/world.ts'
import type { Environment } from '../../kit/environment.ts'

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

export interface SdsState {
  systems: AccreditedSystem[]
  handlers: MessageHandler[]
}

/** Facts of the directory that are data: interactions that the Spine forwards, reliability, what every practice's system does. */
export const DIRECTORY = JSON.parse(readFileSync(new URL('directory.json', import.meta.url), 'utf8')) as {
  manufacturer: string
  spine: { reliable: string; express: string }
  reliability: Reliability
  forwarded: { services: string[]; reliable: string[]; express: string[] }
  practiceInteractions: string[]
}

/** Every open practice of the world has one system, as any practice that uses the Spine has. */
export function createState(environment: Environment): SdsState {
  const state: SdsState = { systems: [], handlers: [] }
  const practices = loadWorld().organisations.filter(({ secondaryRole, status }) => secondaryRole === 'RO76' && status !== 'inactive')
  for (const [at, { odsCode }] of practices.entries()) addSystem(state, environment, { organisation: odsCode, asid: `2000000010${String(at + 1).padStart(2, '0')}` })
  return state
}

/** Enters a system with its message handling records, as an accreditation does. */
export function addSystem(
  state: SdsState,
  { random }: Environment,
  { organisation, asid = `2${random.digits(11)}`, interactions = DIRECTORY.practiceInteractions, manufacturer = DIRECTORY.manufacturer, addresses }: SystemDetails,
): AccreditedSystem {
  const partyKey = `${organisation}-${String(820_000 + state.systems.length + 1)}`
  const system = { id: random.uuid().toUpperCase(), asid, partyKey, organisation, manufacturer, interactions: [...interactions] }
  state.systems.push(system)
  const fqdn = `msg.${organisation.toLowerCase()}.gp.example`
  for (const interaction of interactions) {
    const cpaId = `S${random.digits(12)}`
    state.handlers.push({ id: random.uuid().toUpperCase(), organisation, partyKey, interaction, addresses: addresses ?? [`https://${fqdn}/${lastPart(interaction)}`], fqdn, cpaId, reliability: DIRECTORY.reliability })
  }
  return system
}

export interface SystemDetails {
  organisation: string
  asid?: string
  interactions?: readonly string[]
  manufacturer?: string
  /** The same for each interaction; derived from the organisation when absent. */
  addresses?: string[]
}

const lastPart = (interaction: string) => interaction.slice(interaction.lastIndexOf(':') + 1)
