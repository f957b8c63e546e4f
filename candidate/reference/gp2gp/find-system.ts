import { behaviour } from '../behaviour.ts'
import type { Platform } from '../national/platform.ts'
import { findContract, type Contract } from '../spine/find-contract.ts'
import { SERVICE, type Action } from './codes.ts'

/** How another practice's system is reached for one interaction. */
export type FoundSystem = Contract

/** The one that was found. With none or several nobody knows where a message would go. Source: GP2GP response code 24. */
export const onlyOne = behaviour('gp2gp.onlyOne', <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined))

/**
 * Finds the system of a practice for an interaction. Nothing when SDS has none or several.
 *
 * @param known the practice's system, where it is known already
 * @throws NationalRefusal when SDS does not answer
 */
export const findSystem = behaviour('gp2gp.findSystem', (platform: Platform, practice: string, action: Action, known: Pick<FoundSystem, 'asid' | 'partyKey'> | undefined): Promise<FoundSystem | undefined> =>
  findContract(platform, practice, `${SERVICE}:${action}`, { known, onlyOne }),
)
