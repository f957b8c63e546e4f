import { check, finding } from './check.ts'

/** What of an event is looked at. Everything is optional: it comes from outside. */
export interface EventBody {
  conversationId?: string
  registrationEventDateTime?: string
  reportingSystemSupplier?: string
  reportingPracticeOdsCode?: string
  requestingPracticeOdsCode?: string
  sendingPracticeOdsCode?: string
  payload?: {
    registration?: { type?: string; returningPatient?: boolean }
    demographicTraceStatus?: { matched?: boolean }
    transferCompatibilityStatus?: { internalTransfer?: boolean; transferCompatible?: boolean; reason?: string }
    error?: { errorCode?: string; failurePoint?: string }
  }
}

/** An event that the registrations service took in. */
export interface Reported {
  /** As the API's paths name it. */
  kind: string
  body: EventBody
}

const told = (event: Reported): EventBody => event.body

/** So many events of a kind, in all. Source: GP Registrations MI API, "When to send". */
export const ensureReportedTimes = check('it is reported as often as it happened', (_sight, { events, kind, times }: { events: readonly Reported[]; kind: string; times: number }) => {
  const seen = events.filter((event) => event.kind === kind)
  return seen.length !== times && finding(`${kind} reported more or less often`, { expected: times, seen: seen.length })
})

/** Nothing but events of these kinds. */
export const ensureNothingReported = check('nothing is reported that did not happen', (_sight, { events, except = [] }: { events: readonly Reported[]; except?: readonly string[] }) =>
  events.filter(({ kind }) => !except.includes(kind)).map(({ kind }) => finding('something is reported', { expected: 'nothing', seen: kind })),
)

/** The registration as it was. */
export const ensureRegistrationReported = check('the registration is reported as it was', (_sight, { event, returning }: { event: Reported | undefined; returning: boolean }) => {
  if (!event) return finding('no registration is reported', { expected: 'one' })
  const { registration, demographicTraceStatus } = told(event).payload ?? {}
  return [
    registration?.type !== 'NEW_GP_REGISTRATION' && finding('as another kind of registration', { expected: 'NEW_GP_REGISTRATION', seen: registration?.type ?? 'none' }),
    registration?.returningPatient !== returning && finding(returning ? 'as somebody new' : 'as somebody who comes back', { expected: returning, seen: String(registration?.returningPatient) }),
    demographicTraceStatus?.matched !== true && finding('without the match on PDS', { expected: true, seen: String(demographicTraceStatus?.matched) }),
  ]
})

/** The practices that an event names. `sender` undefined: none. */
export const ensurePractices = check('the practices are those of the registration', (_sight, { event, practice, sender }: { event: Reported | undefined; practice: string; sender: string | undefined }) => {
  if (!event) return finding('no registration is reported', { expected: 'one' })
  const { reportingPracticeOdsCode, requestingPracticeOdsCode, sendingPracticeOdsCode } = told(event)
  return [
    reportingPracticeOdsCode !== practice && finding('another practice reports', { expected: practice, seen: reportingPracticeOdsCode ?? 'none' }),
    requestingPracticeOdsCode !== practice && finding('another practice asks', { expected: practice, seen: requestingPracticeOdsCode ?? 'none' }),
    sendingPracticeOdsCode !== sender && finding('another previous practice', { expected: sender ?? 'none', seen: sendingPracticeOdsCode ?? 'none' }),
  ]
})

const SLACK_S = 90

/** The event happened when it says, in UTC. */
export const ensureTimeTold = check('the time is that of the registration', (_sight, { event, now }: { event: Reported | undefined; now: number }) => {
  if (!event) return finding('no registration is reported', { expected: 'one' })
  const at = Date.parse(told(event).registrationEventDateTime ?? '')
  return !(Math.abs(at - now) < SLACK_S * 1000) && finding('another time', { expected: new Date(now).toISOString(), seen: told(event).registrationEventDateTime ?? 'none' })
})

/** Why the record does not come over. */
export const ensureNotCompatible = check('it is reported why the record cannot come over', (_sight, { event, says }: { event: Reported | undefined; says: RegExp }) => {
  if (!event) return finding('nothing is reported about a transfer', { expected: 'that there is none' })
  const { transferCompatible, reason } = told(event).payload?.transferCompatibilityStatus ?? {}
  return [
    transferCompatible !== false && finding('told as possible', { expected: false, seen: String(transferCompatible) }),
    !says.test(reason ?? '') && finding('another reason', { expected: says.source, seen: reason ?? 'none' }),
  ]
})

/** Events of one registration share their conversation; those of different ones do not. */
export const ensureConversations = check('events are of one conversation for each registration', (_sight, { events, conversations }: { events: readonly Reported[]; conversations: number }) => {
  const seen = new Set(events.map((event) => told(event).conversationId))
  return seen.size !== conversations && finding('other conversations', { expected: conversations, seen: [...seen] })
})

/** An error tells where it happened, under a code. */
export const ensureErrorReported = check('the error is reported as it happened', (_sight, { events, point }: { events: readonly Reported[]; point: string }) => {
  const errors = events.filter(({ kind }) => kind === 'errors')
  const [error] = errors
  return [
    errors.length !== 1 && finding('reported more or less often', { expected: 'once', seen: errors.length }),
    error && told(error).payload?.error?.failurePoint !== point && finding('at another point', { expected: point, seen: told(error).payload?.error?.failurePoint ?? 'none' }),
  ]
})

/** Nothing in the events leads to the patient. Source: GP Registrations MI API; UK GDPR, article 5(1)(c). */
export const ensureNobodyNamed = check('nothing reported tells who the patient is', (_sight, { events, secrets }: { events: readonly Reported[]; secrets: Readonly<Record<string, string>> }) => {
  if (events.length === 0) return finding('nothing is reported', { expected: 'a registration' })
  return events.flatMap(({ kind, body }) =>
    Object.entries(secrets)
      .filter(([, value]) => JSON.stringify(body).toLowerCase().includes(value.toLowerCase()))
      .map(([name, value]) => finding(`the patient's ${name}`, { expected: 'not told', seen: `${value} in ${kind}` })),
  )
})
