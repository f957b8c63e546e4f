import { Hono, type ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RequestContext, RequestEnv, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import { Refusal } from '../refusal.ts'
import { patientsOf } from '../demographics/patients.ts'
import { CITIZEN } from './caller.ts'
import { PublishedError, publishedOutcome, type OutcomeFlavour } from './published-error.ts'

/** Mirrored, as published, so that both sides find the call again. */
const MIRRORED = ['x-request-id', 'x-correlation-id']

/** A part of the patient-facing API: routes that answer errors as published, and write every one of them down. */
export function publishedApi(flavour: OutcomeFlavour, define: (api: Routes) => void): Routes {
  const api: Routes = new Hono<RequestEnv>()
  api.onError(refusePublished(flavour))
  api.use(async (context, next) => {
    for (const name of MIRRORED) {
      const value = context.req.header(name)
      if (value !== undefined && /^[\x21-\x7e]{1,200}$/.test(value)) context.header(name, value)
    }
    await next()
  })
  define(api)
  api.all('*', () => {
    throw new PublishedError('RESOURCE_NOT_FOUND')
  })
  return api
}

/** What a proxy or an app's device may keep of an answer: nothing. */
export const mayBeKept = behaviour('patient-facing.mayBeKept', (): string => 'no-store')

/** Answers with a resource. */
export function answer(
  context: RequestContext,
  resource: object,
  { status = 200, location, mediaType = 'application/fhir+json' }: { status?: number; location?: string; mediaType?: string } = {},
): Response {
  return context.body(JSON.stringify(resource), status as ContentfulStatusCode, {
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': mayBeKept(),
    ...(location !== undefined && { location }),
  })
}

/** What is refused to a caller in terms of the system, in terms of the published API. */
export const publishedFor = behaviour('patient-facing.publishedFor', (refusal: Refusal): PublishedError => {
  const reason = refusal.issues[0]?.reason
  const options = { cause: refusal }
  switch (refusal.code) {
    case 'changed-meanwhile':
    case 'already-done':
      return new PublishedError('DUPLICATE_REJECTED', options)
    case 'rule':
      return reason === 'patient-clash' ? new PublishedError('DUPLICATE_REJECTED', options) : new PublishedError('BAD_REQUEST', options)
    case 'not-found':
      return new PublishedError('NO_RECORD_FOUND', options)
    case 'not-permitted':
      return new PublishedError('ACCESS_DENIED', options)
    case 'invalid':
      return new PublishedError('BAD_REQUEST', options)
    default:
      return new PublishedError('INTERNAL_SERVER_ERROR', options)
  }
})

function refusePublished(flavour: OutcomeFlavour): ErrorHandler<RequestEnv> {
  return (error, context) => {
    const refusal =
      error instanceof PublishedError
        ? error
        : error instanceof Refusal
          ? publishedFor(error)
          : new PublishedError('INTERNAL_SERVER_ERROR', { cause: error })
    if (refusal.status >= 500) console.error(`${context.get('interaction')} ${context.req.method} ${context.req.routePath}:`, error)
    auditRefusal(refusal, context)
    return answer(context, publishedOutcome(refusal, flavour, context.get('services').clock.timestamp()), { status: refusal.status })
  }
}

function auditRefusal({ code, status, cause }: PublishedError, context: RequestContext): void {
  const services = context.get('services')
  const citizen = context.get('citizen')
  const patient = citizen && patientsOf(services).byNhsNumber(citizen.nhsNumber)
  const { method } = context.req
  services.audit.record({
    event: 'app-refused',
    action: method === 'GET' ? 'R' : method === 'POST' ? 'C' : 'U',
    outcome: status >= 500 ? 'failed' : 'refused',
    agent: citizen
      ? {
          user: { id: citizen.nhsNumber, name: 'Patient' },
          role: { id: CITIZEN, code: CITIZEN, name: 'Patient', organisation: services.config.practice.odsCode },
          device: deviceOf(context),
        }
      : { system: 'app without a good token', device: deviceOf(context) },
    ...(patient && { patientId: patient.id }),
    subject: `${method} ${context.req.routePath}`,
    detail: { code, status, cause: cause instanceof Error ? cause.message.slice(0, 300) : undefined },
    interaction: context.get('interaction'),
  })
}
