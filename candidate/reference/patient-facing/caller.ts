import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { isNhsNumber } from '../demographics/nhs-number.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import { isObject } from '../national/json.ts'
import { mayActFor } from '../proxy-access/acting-for.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { proofingSuffices } from './nhs-login.ts'
import { PublishedError, type PublishedCode } from './published-error.ts'

/** The patient in whose name an app calls, as NHS login vouches for them. */
export interface Caller {
  services: Services
  nhsNumber: string
  /** NHS login's name for them. */
  subject: string
  /** X-Request-ID of the call. */
  requestId: string
  /** NHS number of whoever acts for the patient, where it is not they themselves. */
  actor?: string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether somebody else acts for the patient: then the token is not the patient's own. */
export const actsForAnother = behaviour('patient-facing.actsForAnother', (claims: JWTPayload): boolean => claims['act'] !== undefined)

/** Whoever acts for the patient, as their own token of NHS login within the patient's says. Source: API platform, delegated access, act.sub. */
export const actorOf = behaviour('patient-facing.actorOf', async (services: Services, claims: JWTPayload): Promise<string> => {
  const { act } = claims
  const inner = isObject(act) && typeof act['sub'] === 'string' ? act['sub'] : ''
  const actor = await services.nhsLogin.verify(inner).catch((cause: unknown) => {
    throw new PublishedError('ACCESS_DENIED', { status: 401, diagnostics: 'The token of whoever acts for the patient is not good.', cause })
  })
  if (!proofingSuffices(actor)) throw new PublishedError('ACCESS_DENIED', { diagnostics: 'The identity of whoever acts for the patient has not been proven to P9.' })
  return String(actor['nhs_number'])
})

/** Whoever acts for the patient, if somebody does and may. */
async function permittedActor(context: RequestContext, claims: JWTPayload): Promise<string | undefined> {
  if (!actsForAnother(claims)) return undefined
  const actor = await actorOf(context.get('services'), claims)
  // It is their app that calls: a refusal is theirs.
  context.set('citizen', { nhsNumber: actor })
  if (await mayActFor(context, { proxy: actor, patient: String(claims['nhs_number']) })) return actor
  throw new PublishedError('ACCESS_DENIED', { diagnostics: 'Nobody has agreed to this access on behalf of somebody else.' })
}

/** Who calls without a token that could be one: nobody, wherever the call seems to come from. */
export const callerWithoutToken = behaviour(
  'patient-facing.callerWithoutToken',
  async (_context: RequestContext): Promise<Pick<Caller, 'nhsNumber' | 'subject'> | undefined> => undefined,
)

/** Whether a call can be found again: it says which request it is, in a UUID. */
export const canBeFoundAgain = behaviour(
  'patient-facing.canBeFoundAgain',
  (requestId: string | undefined): boolean => requestId !== undefined && UUID.test(requestId),
)

/**
 * Who calls: verified token, proofing level, request id; in this order, so that nobody without a token learns anything.
 *
 * @throws PublishedError 401 without a good token, 403 below P9 or for somebody who acts for the patient, 400 without X-Request-ID
 */
export async function callerOf(context: RequestContext, { needsRequestId = true } = {}): Promise<Caller> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(context.req.header('authorization') ?? '')?.[1]
  const requestId = context.req.header('x-request-id')
  if (token === undefined) {
    const trusted = await callerWithoutToken(context)
    if (trusted) return { ...trusted, services: context.get('services'), requestId: requestId ?? randomUUID() }
    throw new PublishedError('ACCESS_DENIED', { status: 401, diagnostics: 'A bearer token is needed.' })
  }
  const claims = await context
    .get('services')
    .nhsLogin.verify(token)
    .catch((cause: unknown) => {
      throw new PublishedError('ACCESS_DENIED', { status: 401, diagnostics: 'The bearer token is not good.', cause })
    })
  // From here on the audit trail can say whose app it was.
  context.set('citizen', { nhsNumber: String(claims['nhs_number']) })
  if (!proofingSuffices(claims))
    throw new PublishedError('ACCESS_DENIED', { diagnostics: 'The identity of the user has not been proven to P9.' })
  const actor = await permittedActor(context, claims)
  if (needsRequestId && !canBeFoundAgain(requestId))
    throw new PublishedError('BAD_REQUEST', { diagnostics: 'X-Request-ID is not present, or no UUID.' })
  return {
    services: context.get('services'),
    nhsNumber: String(claims['nhs_number']),
    subject: String(claims.sub),
    requestId: requestId ?? randomUUID(),
    ...(actor !== undefined && { actor }),
  }
}

/** Whether a caller may have what belongs to the patient with this number: it has to be their own. */
export const isOwn = behaviour('patient-facing.isOwn', (caller: Caller, nhsNumber: string): boolean => caller.nhsNumber === nhsNumber)

/** Whether a text is an NHS number, check digit included. */
export const isNumber = behaviour('patient-facing.isNumber', (text: string): boolean => isNhsNumber(text))

/** What somebody is told who asks for another's: always the same, whoever that other is. */
export const toldOfOthers = behaviour(
  'patient-facing.toldOfOthers',
  (_services: Services, _nhsNumber: string, code: PublishedCode): PublishedError => new PublishedError(code),
)

/**
 * The NHS number that a call names, if it is one, and the caller's own.
 *
 * @param notOwn what somebody is told who asks for another's: the same, whether or not that other is a patient here
 */
export function ownNhsNumber(
  caller: Caller,
  named: string,
  { invalid = 'INVALID_NHS_NUMBER', notOwn = 'ACCESS_DENIED' }: { invalid?: PublishedCode; notOwn?: PublishedCode } = {},
): string {
  if (!isNumber(named)) throw new PublishedError(invalid)
  if (!isOwn(caller, named)) throw toldOfOthers(caller.services, named, notOwn)
  return named
}

/** The role in which patients act on their own record. */
export const CITIZEN = 'citizen'

/** Who the audit trail says acted, and what it calls them: whoever holds the telephone, not whose record it is. */
export const auditedAs = behaviour('patient-facing.auditedAs', ({ nhsNumber, actor }: Pick<Caller, 'nhsNumber' | 'actor'>, name: string): { id: string; name: string } =>
  actor === undefined ? { id: nhsNumber, name } : { id: actor, name: `Proxy for ${name}` },
)

/** The patient at work on their own record, or whoever acts for them: for operations and an audit trail that name whoever acts. */
export function asCitizen(context: RequestContext, caller: Pick<Caller, 'nhsNumber' | 'subject' | 'actor'>, name: string): Work {
  const services = context.get('services')
  const now = services.clock.now()
  const role = { id: CITIZEN, code: CITIZEN, name: 'Patient', organisation: services.config.practice.odsCode, activities: [] }
  return {
    services,
    session: {
      id: caller.subject,
      user: { ...auditedAs(caller, name), professionalIds: {} },
      roles: [role],
      roleId: role.id,
      idToken: '',
      formToken: '',
      authenticatedAt: now,
      lastActiveAt: now,
    },
    role,
    device: deviceOf(context),
    interaction: context.get('interaction'),
  }
}
