import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { isNhsNumber } from '../demographics/nhs-number.ts'
import { deviceOf } from '../http/sign-in-state.ts'
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
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether somebody else acts for the patient: then the token is not the patient's own, and this practice has agreed to nothing. */
export const actsForAnother = behaviour('patient-facing.actsForAnother', (claims: JWTPayload): boolean => claims['act'] !== undefined)

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
  if (actsForAnother(claims))
    throw new PublishedError('ACCESS_DENIED', { diagnostics: 'Access on behalf of somebody else is not offered.' })
  if (needsRequestId && !canBeFoundAgain(requestId))
    throw new PublishedError('BAD_REQUEST', { diagnostics: 'X-Request-ID is not present, or no UUID.' })
  return {
    services: context.get('services'),
    nhsNumber: String(claims['nhs_number']),
    subject: String(claims.sub),
    requestId: requestId ?? randomUUID(),
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

/** The patient at work on their own record: for operations and an audit trail that name whoever acts. */
export function asCitizen(context: RequestContext, { nhsNumber, subject }: Pick<Caller, 'nhsNumber' | 'subject'>, name: string): Work {
  const services = context.get('services')
  const now = services.clock.now()
  const role = { id: CITIZEN, code: CITIZEN, name: 'Patient', organisation: services.config.practice.odsCode, activities: [] }
  return {
    services,
    session: {
      id: subject,
      user: { id: nhsNumber, name, professionalIds: {} },
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
