import type { Services } from './services.ts'
import type { Role, Session } from './session/session.ts'

/**
 * A signed-in person at work: who, in which role, from which device, with what services at hand. Every operation of
 * an area takes it first, so that permission, audit and national sign-in are never a matter of remembering.
 */
export interface Work {
  services: Services
  session: Session
  /** The role chosen for this session; operations run only once one is chosen. */
  role: Role
  /** What the audit trail says about the device: address and browser. */
  device: string
  /** One id for all that follows from one click or API call; national services get it as X-Correlation-ID. */
  interaction: string
}
