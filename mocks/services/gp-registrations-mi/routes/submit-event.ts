import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { json } from '../../../kit/reply.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { badRequest, errors } from '../errors.ts'
import type { Kind } from '../kinds.ts'
import { faultsIn } from '../schemas.ts'
import type { MiState } from '../state.ts'

/** The API key is one of a registered application. */
const apiKey: RequestCheck<MiState> = (call) => {
  const key = call.header('apikey')
  const violation = { clause: 'GP Registrations MI API: Security and authorisation, API key', pointer: 'apikey' }
  if (!key) refuse(errors.MISSING_API_KEY(), { rule: 'missing-api-key', detail: 'no apikey header', ...violation })
  else if (!call.environment.identity.applications.has(key)) refuse(errors.INVALID_API_KEY(), { rule: 'invalid-api-key', detail: 'the apikey is not that of a registered application', ...violation })
}

/** Takes in one event of a registration. Source: GP Registrations Management Information API. */
export const submitEvent = (kind: Kind) =>
  route<MiState>({
    operation: kind,
    method: 'POST',
    path: `/${kind}`,
    requires: [apiKey],
    handle(call) {
      const clause = `GP Registrations MI API: ${kind}`
      const wrong = typeof call.json === 'object' && call.json !== null && !Array.isArray(call.json) ? faultsIn(kind, call.json) : ['body: must be a JSON object']
      if (wrong.length > 0) {
        const [first = ''] = wrong
        const pointer = `/${first.split(':')[0]!.replaceAll('.', '/')}`
        refuse(badRequest(wrong), { rule: 'invalid-event', detail: wrong.join('; '), clause, pointer })
      }
      const body = call.json as Record<string, unknown>
      noteWhatIsLetPass(call, kind, body)
      const eventId = call.environment.random.uuid()
      call.state.events.push({ eventId, kind, receivedAt: call.environment.clock.now(), body })
      return json(200, { eventId })
    },
  })

/** Ten digits, or three, three and four. */
const NHS_NUMBER = /\b\d{3}([ -]?)\d{3}\1\d{4}\b/g

const MUST_NOT_TELL = ['conversationId', 'registrationEventDateTime', 'reportingPracticeOdsCode', 'requestingPracticeOdsCode', 'sendingPracticeOdsCode']

/** What the schema lets pass though the words of the API forbid it. */
function noteWhatIsLetPass(call: Call<MiState>, kind: Kind, body: Record<string, unknown>): void {
  const note = (rule: string, detail: string, pointer: string) => call.note({ rule, detail, clause: `GP Registrations MI API: ${kind}`, pointer })
  if (kind === 'ehr-degrades') {
    for (const name of MUST_NOT_TELL) if (body[name] !== undefined) note('degrade-tied-to-transfer', `a degrade must not tell ${name}`, `/${name}`)
    return
  }
  if (!String(body.registrationEventDateTime).endsWith('Z')) note('time-not-utc', `the time of the event is ${String(body.registrationEventDateTime)}, not in UTC`, '/registrationEventDateTime')
  if (body.reportingPracticeOdsCode !== body.requestingPracticeOdsCode && body.reportingPracticeOdsCode !== body.sendingPracticeOdsCode)
    note('reporter-is-no-party', 'the reporting practice is neither the requesting nor the sending one', '/reportingPracticeOdsCode')
  const bySender = kind === 'ehr-responses'
  const submitter = bySender ? body.sendingPracticeOdsCode : body.requestingPracticeOdsCode
  if (kind !== 'errors' && body.reportingPracticeOdsCode !== submitter) note('wrong-reporter', `this event is for the ${bySender ? 'sending' : 'requesting'} practice to submit`, '/reportingPracticeOdsCode')
  for (const [found] of JSON.stringify(body).matchAll(NHS_NUMBER)) {
    if (isValid(found.replaceAll(/\D/g, ''))) note('identifier-in-event', `${found} may be an NHS number; management information names no patient`, '')
  }
  const mediaType = (call.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (mediaType !== 'application/json') note('media-type', `the body is labelled "${mediaType}"`, 'content-type')
}
