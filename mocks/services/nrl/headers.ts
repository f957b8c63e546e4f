import { application } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { reject } from './errors.ts'
import { agreedTypes } from './record-types.ts'
import type { NrlState } from './state.ts'

/** Systems call in their own name, by signed JWT. Source: both documents, Security and authorisation. */
export const ACCESS = [application()] as const

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/

/** Whoever the user works for says so, and is known to the service by the types of record agreed with them. */
const organisation: RequestCheck<NrlState> = (call) => {
  const odsCode = call.header('nhsd-end-user-organisation-ods')
  if (!odsCode) reject('PRECONDITION_FAILED', 'The header NHSD-End-User-Organisation-ODS is missing', 'organisation-missing', 'NRL: header NHSD-End-User-Organisation-ODS', 'nhsd-end-user-organisation-ods')
  if (agreedTypes(call.state, odsCode).length === 0)
    reject('ACCESS_DENIED', `Your organisation '${odsCode}' does not have permission to access this resource. Contact the onboarding team.`, 'not-onboarded', 'NRL: Onboarding', 'nhsd-end-user-organisation-ods')
}

const requestId: RequestCheck<NrlState> = (call) => {
  if (!UUID.test(call.header('x-request-id') ?? '')) reject('MISSING_OR_INVALID_HEADER', 'The X-Request-Id header is missing or invalid', 'request-id', 'NRL: header X-Request-ID', 'x-request-id')
}

/** What is looked at before the matter itself. */
export const CHECKS: readonly RequestCheck<NrlState>[] = [organisation, requestId]

/** ODS code of the organisation in whose name is called. */
export const callerOf = (call: Call<NrlState>): string => call.header('nhsd-end-user-organisation-ods')!
