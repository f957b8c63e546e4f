import type { HubFacts, Renewed } from './control-api.ts'
import { askControl, type ControlAccess } from './control-request.ts'
import type { GuestRequest } from './guests.ts'
import type { Registration } from './register-candidate.ts'

/** An environment that was opened in a hub elsewhere. */
export interface OpenedEnvironment {
  id: string
  /** Path prefix of its addresses, with its token. */
  prefix: string
  /** Opens the control API of this environment only. */
  access: ControlAccess
  register(registration: Registration): Promise<void>
  /** Says that the owner is still there; hears what broke in the hub meanwhile. */
  renew(): Promise<Renewed>
  close(): Promise<void>
}

/** A hub in another process, for whoever has its control key. */
export interface HubClient {
  facts(): Promise<HubFacts>
  open(request: GuestRequest): Promise<OpenedEnvironment>
}

/** Every call throws `ControlFailed` when the hub refuses or does not answer. */
export function createHubClient(access: ControlAccess): HubClient {
  return {
    facts: () => askControl(access, 'GET', '/hub'),
    open: async (request) => {
      const { id, prefix, key } = await askControl<{ id: string; prefix: string; key: string }>(access, 'POST', '/environments', request)
      const own = { ...access, key }
      const at = `/environments/${id}`
      return {
        id,
        prefix,
        access: own,
        register: (registration) => askControl(own, 'PUT', `${at}/candidate`, registration),
        renew: () => askControl(own, 'PUT', `${at}/lease`),
        close: () => askControl(own, 'DELETE', at),
      }
    },
  }
}
