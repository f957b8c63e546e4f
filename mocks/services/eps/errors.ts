import type { AccessProblem } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { CancellationOutcome } from './cancel.ts'
import { cancelReply } from './cancel-response.ts'
import codes from './data/codes.json' with { type: 'json' }
import { fhirDateTime } from './dates.ts'
import { processing, verified } from './incoming.ts'
import { coded, type Issue } from './issue.ts'
import { bareOutcome, FHIR_JSON, operationOutcome } from './outcome.ts'
import type { EpsState } from './state.ts'
import { CODES } from './systems.ts'

/** The errors Spine gives to a prescription, by the name of the API. */
export type SpineError = keyof typeof codes.spineErrors

/** 400 with the issue the API makes of an error of Spine. `display` where Spine words it itself. */
export function spineError(call: Call, name: SpineError, display?: string): Reply {
  const { issue, system, ...known } = codes.spineErrors[name] as { issue: string; system: string; display?: string }
  return operationOutcome(
    400,
    [coded(issue, system as keyof typeof CODES, name, display ?? known.display ?? name)],
    fhirDateTime(call.environment.clock.now()),
  )
}

function platform(status: number, issue: Issue): (call: Call) => Reply {
  const body = { resourceType: 'OperationOutcome', issue: [issue] }
  return () => fhir(status, body, FHIR_JSON)
}

const accessDenied: Issue = {
  severity: 'error',
  code: 'forbidden',
  details: {
    coding: [
      { system: CODES.spineErrorR4, version: '1', code: 'ACCESS_DENIED', display: 'Access has been denied to process this request' },
    ],
  },
}

const cancelled =
  (outcome: CancellationOutcome) =>
  (call: Call<EpsState>): Reply => {
    // The answer repeats what was sent: a message that breaks the rules is refused before it gets this far.
    const bundle = verified(call)
    return processing(() => cancelReply(call, bundle, outcome))
  }

/** Every documented error by its published name. Names of cancellation outcomes answer the cancellation at hand. */
export const errors: Record<string, (call: Call<EpsState>) => Reply> = {
  ACCESS_DENIED: platform(401, accessDenied),
  FORBIDDEN: platform(403, {
    severity: 'fatal',
    code: 'forbidden',
    diagnostics: 'Your app does not have permission to access prescribing functionality.',
  }),
  NOT_FOUND: platform(404, coded('not-found', 'httpError', 'NOT_FOUND', 'Route not found.')),
  'INTERNAL SERVER ERROR': platform(500, {
    ...coded('exception', 'httpError', 'SERVER_ERROR', '500: The Server has encountered an error processing the request.'),
    severity: 'fatal',
  }),
  GATEWAY_TIMEOUT: platform(
    504,
    coded(
      'timeout',
      'httpError',
      'GATEWAY_TIMEOUT',
      'Your request has not been fully processed within 30 seconds. Retry the request with identical payload.',
    ),
  ),
  ...Object.fromEntries(
    (Object.keys(codes.spineErrors) as SpineError[]).map((name) => [name, (call: Call<EpsState>) => spineError(call, name)]),
  ),
  ...Object.fromEntries((Object.keys(codes.cancellationOutcomes) as CancellationOutcome[]).map((outcome) => [outcome, cancelled(outcome)])),
}

/** Answer to who is not let in: an unusable token is 401, one of the wrong kind or strength 403. */
export function refuseAccess(problem: AccessProblem, call: Call<EpsState>): Reply {
  if (problem !== 'wrong-kind') return errors.ACCESS_DENIED!(call)
  const grant = call.environment.identity.tokens.get((call.header('authorization') ?? '').slice(7))
  if (grant?.kind !== 'application') return errors.FORBIDDEN!(call)
  return operationOutcome(
    403,
    [
      {
        severity: 'fatal',
        code: 'forbidden',
        diagnostics: 'Prescribing functionality can only be accessed using the user-restricted access mode.',
      },
    ],
    fhirDateTime(call.environment.clock.now()),
  )
}

/** 400 for a header that is missing or cannot be right. */
export function headerError(name: string): Reply {
  return bareOutcome(400, {
    ...coded('invalid', 'spineErrorR4', 'MISSING_OR_INVALID_HEADER', 'There is a header missing or invalid'),
    diagnostics: `Invalid headers: ${name}.`,
  })
}
