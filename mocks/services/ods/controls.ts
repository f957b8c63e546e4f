import type { WorldOrganisation } from '../../../config/world.ts'
import type { Environment } from '../../kit/environment.ts'
import { putOrganisation, type OdsState, type Organisation } from './state.ts'

const today = (environment: Environment): string => new Date(environment.clock.now()).toISOString().slice(0, 10)

/** What happens to organisations, apart from the API. Shared by the terminology API and ORD. */
export const controls = {
  /** Opens an organisation, or changes the one with its code; described as in config/world.yaml. */
  putOrganisation(state: OdsState, args: WorldOrganisation, environment: Environment): Organisation {
    return putOrganisation(state, args, today(environment))
  },

  /** Closes an organisation: it stays on record, inactive. */
  closeOrganisation(state: OdsState, { odsCode }: { odsCode: string }, environment: Environment): Organisation {
    const organisation = found(state, odsCode)
    organisation.active = false
    organisation.closed = organisation.lastChange = today(environment)
    return organisation
  },

  /** Removes an organisation that was put on record in error. */
  deleteOrganisation(state: OdsState, { odsCode }: { odsCode: string }, environment: Environment): void {
    found(state, odsCode)
    state.organisations.delete(odsCode)
    state.relationships = state.relationships.filter(({ source, target }) => source !== odsCode && target !== odsCode)
    state.deleted.push({ odsCode, date: today(environment) })
  },
}

function found(state: OdsState, odsCode: string): Organisation {
  const organisation = state.organisations.get(odsCode)
  if (!organisation) throw new Error(`Failed to find ${odsCode} in ODS: no such organisation. Put it there first.`)
  return organisation
}
