import { decode, textOf } from '../../kit/jwt.ts'
import type { Call } from '../../kit/call.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { reject } from './errors.ts'
import type { NemsState } from './state.ts'

const CLAUSE = 'Generic subscription API requirements'
const INTERACTION = 'urn:nhs:names:services:clinicals-sync:SubscriptionsApi'
const SYSTEM_ASID = /(\d{12})$/
const ORGANISATION = /\|?([A-Z0-9]{3,12})$/i

/** Who calls: ASID of the system and ODS code of the organisation, from the token. */
export interface Caller {
  asid: string
  organisation: string
}

const callers = new WeakMap<Call, Caller>()

/** Who calls; known once `requireSpineHeaders` let them in. */
export const callerOf = (call: Call): Caller => callers.get(call)!

/** The Spine's headers and the unsigned token. Every claim that must agree with another is compared. */
export const requireSpineHeaders =
  (operation: 'Post' | 'Get' | 'Delete'): RequestCheck<NemsState> =>
  (call) => {
    const header = (name: string): string => call.header(name) ?? reject('missingHeader', `${name} is missing`, CLAUSE, name)
    const from = header('fromASID')
    const to = header('toASID')
    const interaction = header('InteractionID')
    if (!/^\d{12}$/.test(from)) reject('missingHeader', 'fromASID is not an ASID', CLAUSE, 'fromASID')
    if (to !== call.state.asid) reject('asidCheckFailed', 'toASID is not that of NEMS', CLAUSE, 'toASID')
    if (interaction !== `${INTERACTION}${operation}`) reject('asidCheckFailed', `InteractionID is not ${INTERACTION}${operation}`, CLAUSE, 'InteractionID')

    const authorization = header('Authorization')
    const token = authorization.startsWith('Bearer ') ? decode(authorization.slice(7)) : undefined
    if (!token) return reject('accessDenied', 'the token cannot be read', CLAUSE, 'Authorization')
    const claim = (name: string): string => (token.payload[name] === undefined ? reject('accessDenied', `the claim ${name} is missing`, CLAUSE, `jwt:${name}`) : textOf(token.payload[name]))
    const scope = claim('scope')
    if (scope !== `patient/Subscription.${operation === 'Get' ? 'read' : 'write'}`) reject('accessDenied', `the scope ${scope} does not allow this`, CLAUSE, 'jwt:scope')
    const system = claim('requesting_system')
    const organisation = ORGANISATION.exec(claim('requesting_organisation'))?.[1]
    const asid = SYSTEM_ASID.exec(system)?.[1]
    if (asid !== from) reject('asidCheckFailed', 'requesting_system is not fromASID', CLAUSE, 'jwt:requesting_system')
    if (claim('sub') !== (token.payload['requesting_user'] === undefined ? system : textOf(token.payload['requesting_user']))) reject('accessDenied', 'sub is neither the requesting user nor, without one, the requesting system', CLAUSE, 'jwt:sub')
    if (organisation === undefined) return reject('accessDenied', 'requesting_organisation names no ODS code', CLAUSE, 'jwt:requesting_organisation')
    callers.set(call, { asid: from, organisation: organisation.toUpperCase() })
  }
