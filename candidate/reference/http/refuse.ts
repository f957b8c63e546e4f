import type { ErrorHandler } from 'hono'
import type { RequestContext, RequestEnv } from '../area.ts'
import { operationOutcome } from '../fhir/operation-outcome.ts'
import { Refusal } from '../refusal.ts'
import { deviceOf } from './sign-in-state.ts'
import { fhir } from './respond.ts'

/** API: every refusal is an OperationOutcome and an entry in the audit trail. */
export const refuseApi: ErrorHandler<RequestEnv> = (error, context) => {
  const refusal = asRefusal(error, context)
  if (refusal.retryAfterSeconds !== undefined) context.header('retry-after', String(refusal.retryAfterSeconds))
  return fhir(context, operationOutcome(refusal), { status: refusal.status })
}

/** Pages: the same, as a page that says what happened and where to go. */
export const refusePage: ErrorHandler<RequestEnv> = (error, context) => {
  const refusal = asRefusal(error, context)
  const errors = refusal.issues.map(({ text }) => ({ text }))
  const patient = patientIn(context)
  const back = refusal.code === 'not-signed-in' ? '/sign-in' : patient && `/patients/${patient}`
  return context
    .get('services')
    .pages.render(
      context,
      'pages/templates/refusal.njk',
      { title: TITLES[refusal.code] ?? 'This could not be done', errors, back },
      refusal.status,
    )
}

const TITLES: Partial<Record<Refusal['code'], string>> = {
  'not-signed-in': 'You are not signed in',
  'not-permitted': 'You cannot do this in your role',
  'not-found': 'Not found',
  'changed-meanwhile': 'This has changed meanwhile',
  'national-refused': 'A national service refused',
  'national-timeout': 'A national service did not answer',
  'national-unavailable': 'A national service is not available',
  'national-unreadable': 'A national service gave an answer that cannot be read',
}

/** What to tell the user, with the audit entry written; a fault of our own is told as one, and its cause logged. */
function asRefusal(error: Error, context: RequestContext): Refusal {
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal('fault', 'Something went wrong in this system. We cannot say whether it was saved: look before you repeat it.', {
          cause: error,
        })
  auditRefusal(refusal, context)
  if (refusal.code === 'fault') console.error(`${context.get('interaction')} ${context.req.method} ${context.req.routePath}:`, error)
  return refusal
}

function auditRefusal(refusal: Refusal, context: RequestContext): void {
  const work = context.get('work')
  const { method, routePath } = context.req
  const patientId = patientIn(context)
  context.get('services').audit.record({
    event: 'request-refused',
    action: method === 'GET' ? 'R' : method === 'POST' ? 'C' : method === 'DELETE' ? 'D' : 'U',
    outcome: refusal.status >= 500 ? 'failed' : 'refused',
    agent: work
      ? { user: work.session.user, role: work.role, device: work.device }
      : { system: 'not signed in', device: deviceOf(context) },
    ...(patientId !== undefined && { patientId }),
    subject: `${method} ${routePath}`,
    detail: {
      code: refusal.code,
      status: refusal.status,
      cause: refusal.cause instanceof Error ? refusal.cause.message.slice(0, 300) : undefined,
    },
    interaction: context.get('interaction'),
  })
}

/** The patient whom the address names. */
const patientIn = (context: RequestContext) => /\/(?:Patient|patients)\/(\d+)/.exec(context.req.path)?.[1]
