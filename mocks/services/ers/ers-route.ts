import { application, healthcareWorker } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Reply } from '../../kit/reply.ts'
import type { Method, Route } from '../../kit/route.ts'
import { admit, type Admission, type Caller } from './access.ts'
import { notAcceptable, stu3Error, unsupportedMediaType, type ErrorCode } from './errors.ts'
import type { ErsState } from './state.ts'

/** What a handler works with: the call, who acts, and how to turn a request down. */
export interface Ers {
  call: Call<ErsState>
  state: ErsState
  caller: Caller
  /** Milliseconds since the epoch on the environment's clock. */
  now: number
  /** URL of the FHIR base: `https://host/e/w0/referrals/FHIR`. */
  base: string
  /** Refuses because the caller broke a rule; journalled as a violation. */
  reject(code: ErrorCode, diagnostics: string, pointer?: string, status?: number): never
  /** Answers that it cannot be done, through no fault of the caller's. */
  decline(code: ErrorCode, diagnostics: string, status?: number): never
}

interface ErsRoute {
  /** Published number and name: `a011-create-referral`. */
  operation: string
  method: Method
  path: string
  admission: Admission
  /** Media types the answer can have; FHIR JSON when absent. */
  produces?: readonly string[]
  /** Media types the body may have; FHIR JSON for methods with a body, unless the operation takes none. */
  consumes?: readonly string[] | 'nothing'
  subject?(call: Call<ErsState>): string | undefined
  handle(ers: Ers): Reply | Promise<Reply>
}

const FHIR = ['application/fhir+json'] as const

/** An operation of e-RS: adds what all have in common, in the order of the real service (see gaps.md). */
export function ersRoute(definition: ErsRoute): Route<ErsState> {
  const { operation, method, path, admission, produces = FHIR } = definition
  const consumes = definition.consumes === 'nothing' ? undefined : (definition.consumes ?? (method === 'POST' || method === 'PUT' ? FHIR : undefined))
  const clause = `e-RS FHIR API, ${operation}`
  return {
    operation,
    method,
    path,
    access: [healthcareWorker({ aal: [2, 3] }), application()],
    ...(definition.subject && { subject: definition.subject }),
    handle(call) {
      const caller = admit(call, admission)
      if (!accepts(call.header('accept'), produces)) {
        refuse(notAcceptable(call), { rule: 'not-acceptable', detail: `Accept: ${call.header('accept')}; the operation gives ${produces.join(', ')}`, clause, pointer: 'accept' })
      }
      if (consumes && !consumes.includes(mediaType(call.header('content-type')))) {
        refuse(unsupportedMediaType(call), { rule: 'unsupported-media-type', detail: `Content-Type: ${call.header('content-type') ?? 'none'}; the operation takes ${consumes.join(', ')}`, clause, pointer: 'content-type' })
      }
      return definition.handle({
        call,
        state: call.state,
        caller,
        now: call.environment.clock.now(),
        base: `${call.baseUrl}/referrals/FHIR`,
        reject: (code, diagnostics, pointer, status = 422) =>
          refuse(stu3Error(status, code, diagnostics), { rule: code.toLowerCase().replaceAll('_', '-'), detail: diagnostics, clause: `${clause}: ${status} ${code}`, ...(pointer !== undefined && { pointer }) }),
        decline: (code, diagnostics, status = 422) => refuse(stu3Error(status, code, diagnostics)),
      })
    },
  }
}

/** The media type without its parameters, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]!.trim().toLowerCase()
}

/** Whether an Accept header admits one of the types. No header admits all. */
function accepts(header: string | undefined, types: readonly string[]): boolean {
  if (header === undefined || types.includes('*/*')) return true
  return header.split(',').some((range) => {
    const wanted = mediaType(range)
    if (wanted === '*/*') return true
    return wanted.endsWith('/*') ? types.some((type) => type.startsWith(wanted.slice(0, -1))) : types.includes(wanted)
  })
}
