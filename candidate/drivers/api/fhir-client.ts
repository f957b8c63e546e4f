import { done, refused, REFUSAL_REASONS, type Answer, type RefusalReason } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import { handleOf } from '../session-handle.ts'
import type { CookieJar, HttpClient, Incoming, Outgoing } from './http.ts'
import { misshapen } from './misshapen.ts'

/** A FHIR resource as it came: nothing about it can be relied on until it was looked at. */
export type Resource = { resourceType: string } & Record<string, unknown>

/** A successful answer of the FHIR API. */
export interface FhirResult {
  resource: Resource | undefined
  status: number
  /** Version from the ETag, without `W/` and quotes. */
  version: string | undefined
  location: string | undefined
  exchange: string
}

/** One call of the candidate's FHIR API on behalf of a session. */
export interface FhirRequest {
  verb: string
  method: Outgoing['method']
  /** Below the FHIR base: `Patient/1`. */
  path: string
  body?: unknown
  headers?: Record<string, string>
}

/** Code system of the refusal codes in a candidate's OperationOutcome. */
export const OUTCOME_SYSTEM = 'https://assay.example/CodeSystem/candidate-outcome'

export interface FhirClient {
  /** Sends and reads; an OperationOutcome with a refusal code becomes `Refused`, anything unreadable a `CandidateFault`. */
  call(session: Session | undefined, request: FhirRequest): Promise<Answer<FhirResult>>
}

export function createFhirClient(http: HttpClient, fhirPath: string): FhirClient {
  const base = fhirPath.replace(/^\//, '')
  return {
    async call(session, { verb, method, path, body, headers }) {
      const incoming = await http.send({
        verb,
        method,
        url: `${base}/${path}`,
        headers: { accept: 'application/fhir+json', ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(session && { jar: jarOf(session) }),
      })
      const resource = parse(incoming, verb)
      if (incoming.status >= 200 && incoming.status < 300) {
        return done({
          resource,
          status: incoming.status,
          version: /^(?:W\/)?"(.*)"$/.exec(incoming.headers['etag'] ?? '')?.[1],
          location: incoming.headers['location'],
          exchange: incoming.exchange,
        })
      }
      return readRefusal(incoming, resource, verb)
    },
  }
}

/** The cookie jar in which the API driver keeps a session. */
export function jarOf(session: Session): CookieJar {
  return handleOf(session).jar
}

/** What the candidate's session endpoint and other non-FHIR answers share: the refusal in an OperationOutcome. */
export function readRefusal(incoming: Incoming, resource: Resource | undefined, verb: string): Answer<never> {
  const isOutcome = resource?.resourceType === 'OperationOutcome' && misshapen(resource) === undefined
  const issue = (isOutcome ? (resource['issue'] as unknown) : undefined) as
    | { details?: { text?: string; coding?: { system?: string; code?: string }[] } }[]
    | undefined
  const first = Array.isArray(issue) ? issue[0] : undefined
  const codes = (Array.isArray(issue) ? issue : []).flatMap((each) => each.details?.coding ?? []).map((coding) => coding.code ?? '')
  const reason = codes.find((code): code is RefusalReason => (REFUSAL_REASONS as readonly string[]).includes(code))
  const text = first?.details?.text
  if (!reason || typeof text !== 'string' || text.trim() === '') {
    throw new CandidateFault(
      `The candidate refused (${verb}) with status ${incoming.status} but without an OperationOutcome that says why: expected issue.details.text and a code of ${OUTCOME_SYSTEM}, saw ${excerpt(incoming.body)}.`,
      { exchange: incoming.exchange },
    )
  }
  return refused(reason, text, codes.filter((code) => code.startsWith('warning-')))
}

function parse(incoming: Incoming, verb: string): Resource | undefined {
  if (incoming.body === '') return undefined
  const mediaType = incoming.headers['content-type'] ?? ''
  let value: Resource | undefined
  try {
    value = JSON.parse(incoming.body) as Resource
  } catch {
    // Falls through: whatever is not FHIR JSON is told the same way.
  }
  if (mediaType.includes('json') && typeof value?.resourceType === 'string') {
    const wrong = misshapen(value)
    if (wrong === undefined) return value
    throw new CandidateFault(`The candidate's answer (${verb}, status ${incoming.status}) is no ${value.resourceType} as FHIR R4 has it: ${wrong}.`, { exchange: incoming.exchange })
  }
  throw new CandidateFault(`The candidate's answer (${verb}, status ${incoming.status}) is not a FHIR resource: content type "${mediaType}", body ${excerpt(incoming.body)}.`, {
    exchange: incoming.exchange,
  })
}

function excerpt(body: string): string {
  return body === '' ? 'nothing' : `"${body.slice(0, 200)}${body.length > 200 ? '...' : ''}"`
}
