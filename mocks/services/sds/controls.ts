import type { Environment } from '../../kit/environment.ts'
import { addSystem, type AccreditedSystem, type MessageHandler, type SystemDetails } from '../../kit/spine-directory.ts'
import type { SdsState } from './state.ts'

/** What accreditation and decommissioning do to the directory, and what it holds. */
export const controls = {
  /** Enters a system of an organisation, with a message handling record for each interaction. */
  putSystem: (state: SdsState, details: SystemDetails, environment: Environment): AccreditedSystem => addSystem(state, environment.random, details),

  /** Takes all systems of an organisation out, as when a practice closes. */
  removeOrganisation(state: SdsState, { organisation }: { organisation: string }): void {
    state.systems = state.systems.filter((system) => system.organisation !== organisation)
    state.handlers = state.handlers.filter((handler) => handler.organisation !== organisation)
  },

  /** Where an interaction of an organisation is reached from now on. */
  setAddresses(state: SdsState, { organisation, interaction, addresses }: { organisation: string; interaction: string; addresses: string[] }): void {
    const handler = state.handlers.find((each) => each.organisation === organisation && each.interaction === interaction)
    if (!handler) throw new Error(`Failed to set an address: ${organisation} has no record for ${interaction}. Put a system with it first.`)
    handler.addresses = addresses
  },

  listSystems: (state: SdsState, { organisation }: { organisation?: string } = {}): AccreditedSystem[] => state.systems.filter((system) => organisation === undefined || system.organisation === organisation),
  listHandlers: (state: SdsState, { organisation }: { organisation?: string } = {}): MessageHandler[] => state.handlers.filter((handler) => organisation === undefined || handler.organisation === organisation),
}
