import { behaviour } from '../behaviour.ts'
import { GpcError } from './gpc-error.ts'

/** Whether a search names another system of identifiers than the one that it is published with. */
export const isOfSystem = behaviour('gp-connect.isOfSystem', (system: string, expected: string): boolean => system === expected)

/** Whether an identifier says which number it is, and of which system. */
export const isComplete = behaviour('gp-connect.isComplete', (system: string, value: string): boolean => system !== '' && value !== '')

/** The one `identifier` of a search; more than one, or none, is no search at all. */
export const oneIdentifier = behaviour('gp-connect.oneIdentifier', (given: readonly string[]): string => {
  const [only, ...more] = given
  if (only === undefined || more.length > 0) throw new GpcError('BAD_REQUEST', 'Search by one identifier.')
  return only
})

/**
 * The value of a search by `identifier=system|value`.
 *
 * @throws GpcError BAD_REQUEST without one, INVALID_PARAMETER without system or value, INVALID_IDENTIFIER_SYSTEM for another system
 */
export function identifierIn(given: readonly string[], expected: string): string {
  const [system = '', value, ...more] = oneIdentifier(given).split('|')
  if (value === undefined || !isComplete(system, value) || more.length > 0)
    throw new GpcError('INVALID_PARAMETER', 'identifier is a system and a value, with | between them.')
  if (!isOfSystem(system, expected)) throw new GpcError('INVALID_IDENTIFIER_SYSTEM', `identifier is of ${expected}.`)
  return value
}
