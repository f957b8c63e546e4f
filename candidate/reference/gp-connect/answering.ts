import { Hono, type ErrorHandler } from 'hono'
import { compress } from 'hono/compress'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RequestContext, RequestEnv, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import { isObject, parseJson, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { agentOf, asConsumer, callerOf, type Caller } from './caller.ts'
import { fhirXml } from './fhir-xml.ts'
import { GpcError, gpcOutcome, type GpcCode } from './gpc-error.ts'
import { INTERACTIONS, type InteractionName } from './interactions.ts'
import { resourceInXml } from './xml-body.ts'

/** A consumer who was let in. */
export interface AtTheDoor {
  context: RequestContext
  services: Services
  caller: Caller
  work: Work
}

/** Who called, once their token was good: what is refused later is written down with their name. */
const callers = new WeakMap<RequestContext, Caller>()

/** Whether answers are compressed for whoever can read that. Source: GP Connect, general API guidance, content compression. */
export const mayBeCompressed = behaviour('gp-connect.mayBeCompressed', (): boolean => true)

/** The routes of one service root, each under the interactions that it serves. */
export interface Door {
  on(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    served: readonly InteractionName[],
    handle: (at: AtTheDoor) => Response | Promise<Response>,
  ): void
}

/** One service root of GP Connect. */
export function gpConnectRoot(define: (door: Door) => void): Routes {
  const api: Routes = new Hono<RequestEnv>()
  api.onError(refuse)
  const pressed = compress()
  api.use((context, next) => (mayBeCompressed() ? pressed(context, next) : next()))
  define({
    on: (method, path, served, handle) =>
      api.on(method, path, (context) => {
        const caller = callerOf(
          context,
          served.map((name) => INTERACTIONS[name]),
        )
        callers.set(context, caller)
        return handle({ context, services: context.get('services'), caller, work: asConsumer(context, caller) })
      }),
  })
  api.all('*', (context) => answer(context, atNoAddress()))
  return api
}

/** What a proxy or a consumer's browser may keep of an answer: nothing. */
export const mayBeKept = behaviour('gp-connect.mayBeKept', (): string => 'no-store')

const JSON_TYPE = 'application/fhir+json'
const XML_TYPE = 'application/fhir+xml'

/** The format asked for: `_format` goes before Accept, and JSON is given to whoever does not say. */
export const formatFor = behaviour('gp-connect.formatFor', (format: string | undefined, accept: string): 'json' | 'xml' | undefined => {
  const wanted = (format ?? accept).replace(' ', '+').toLowerCase()
  if (wanted === '' || /json|\*\/\*|application\/\*/.test(wanted)) return 'json'
  return /xml/.test(wanted) ? 'xml' : undefined
})

/** The format in which a call is answered: as it asks for one, whatever it was sent in. */
export const wantedFormat = behaviour('gp-connect.wantedFormat', ({ req }: RequestContext) => formatFor(req.query('_format'), req.header('accept') ?? ''))

/** Answers with a resource; `version` becomes the ETag. */
export function answer(
  context: RequestContext,
  resource: JsonObject,
  { status = 200, version, location }: { status?: number; version?: string; location?: string } = {},
): Response {
  const format = wantedFormat(context)
  if (format === undefined && status < 400) throw new GpcError('UNSUPPORTED_MEDIA_TYPE', 'Answers come as FHIR JSON or XML.')
  const xml = format === 'xml'
  return context.body(xml ? fhirXml(resource) : JSON.stringify(resource), status as ContentfulStatusCode, {
    'content-type': `${xml ? XML_TYPE : JSON_TYPE};charset=utf-8`,
    'cache-control': mayBeKept(),
    ...(version !== undefined && { etag: `W/"${version}"` }),
    ...(location !== undefined && { location }),
  })
}

/** What is told at an address that there is not: capitals count, and so does the method. */
export const atNoAddress = behaviour('gp-connect.atNoAddress', (): JsonObject => {
  throw new GpcError('NO_RECORD_FOUND', 'There is nothing at this address.')
})

/** The formats in which a resource may be sent. */
export const formatSent = behaviour('gp-connect.formatSent', (contentType: string): 'json' | 'xml' | undefined => {
  const [, format] = /^application\/(?:fhir\+)?(json|xml)\b/i.exec(contentType) ?? []
  return format?.toLowerCase() as 'json' | 'xml' | undefined
})

/** The resource that was sent, in JSON or XML; anything else is none. */
export async function resourceSent({ req }: RequestContext): Promise<JsonObject> {
  const format = formatSent(req.header('content-type') ?? '')
  if (format === undefined) throw new GpcError('UNSUPPORTED_MEDIA_TYPE', `Send ${JSON_TYPE} or ${XML_TYPE}.`)
  const text = await req.text()
  const body = format === 'xml' ? resourceInXml(text) : parseJson(text)
  if (!isObject(body)) throw new GpcError('INVALID_RESOURCE', 'The body is no FHIR resource.')
  return body
}

export const searchset = (resources: readonly JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Searchset-Bundle-1'] },
  type: 'searchset',
  entry: resources.map((resource) => ({ fullUrl: `${String(resource['resourceType'])}/${String(resource['id'])}`, resource })),
})

/** What the system refuses in its own terms, in those of GP Connect. */
const REFUSED: Partial<Record<Refusal['code'], GpcCode>> = {
  'changed-meanwhile': 'DUPLICATE_REJECTED',
  'already-done': 'DUPLICATE_REJECTED',
  rule: 'INVALID_RESOURCE',
  'not-found': 'NO_RECORD_FOUND',
  'not-permitted': 'ACCESS DENIED',
  invalid: 'BAD_REQUEST',
}

/** What is told of a refusal in the system's own terms. */
export const gpcErrorFor = behaviour('gp-connect.gpcErrorFor', (refusal: Refusal): GpcError =>
  refusal.issues[0]?.reason === 'patient-clash'
    ? new GpcError('DUPLICATE_REJECTED', undefined, { cause: refusal })
    : new GpcError(REFUSED[refusal.code] ?? 'INTERNAL_SERVER_ERROR', undefined, { cause: refusal }),
)

const refuse: ErrorHandler<RequestEnv> = (error, context) => {
  const refusal =
    error instanceof GpcError ? error : error instanceof Refusal ? gpcErrorFor(error) : new GpcError('INTERNAL_SERVER_ERROR', undefined, { cause: error })
  if (refusal.status >= 500) console.error(`${context.get('interaction')} ${context.req.method} ${context.req.routePath}:`, error)
  recordRefusal(refusal, context)
  return answer(context, gpcOutcome(refusal), { status: refusal.status })
}

/** Whether a refused call is written down. */
export const isWorthNoting = behaviour('gp-connect.isWorthNoting', (_error: GpcError): boolean => true)

function recordRefusal(error: GpcError, context: RequestContext): void {
  if (!isWorthNoting(error)) return
  const services = context.get('services')
  const caller = callers.get(context)
  const { method } = context.req
  const device = deviceOf(context)
  const { code, status, cause, diagnostics } = error
  const agent = caller && agentOf(caller)
  services.audit.record({
    event: 'consumer-refused',
    action: method === 'GET' ? 'R' : method === 'POST' ? 'C' : 'U',
    outcome: status >= 500 ? 'failed' : 'refused',
    agent: agent
      ? { user: agent.user, role: { ...agent.role, code: 'gp-connect', name: 'GP Connect' }, device: `ASID ${caller.from}, ${device}` }
      : { system: 'consumer without good credentials', device },
    subject: `${method} ${context.req.routePath}`,
    detail: { code, status, diagnostics, cause: cause instanceof Error ? cause.message.slice(0, 300) : undefined },
    interaction: context.get('interaction'),
  })
}
