import type { AppExchange } from '../support/patient-app.ts'
import { check, finding } from './check.ts'
import { notAsPublished, type Flavour } from './published/shapes.ts'

/** What every answer to a patient's app has: the ids of the call, so that both sides find it again. */
function commonFindings({ answer, requestId, correlationId }: AppExchange) {
  const header = (name: string, sent: string | undefined) => {
    const seen = answer.headers[name]
    return sent !== undefined && seen !== sent && finding(`${name} is not mirrored`, { expected: sent, seen: seen ?? 'nothing' })
  }
  return [header('x-request-id', requestId), header('x-correlation-id', correlationId)]
}

/** The call succeeded, and the answer is what the published API gives. Source: GP Connect (Patient Facing) specifications, examples. */
export const ensureAnsweredAsPublished = check(
  "the patient's app is answered as published",
  (_sight, { exchange, flavour, shape, status }: { exchange: AppExchange; flavour: Flavour; shape: string; status: number }) => {
    const { answer } = exchange
    if (answer.status !== status)
      return at(exchange, [finding('another status', { expected: String(status), seen: `${answer.status}: ${answer.text.slice(0, 300)}` })])
    if (answer.json === undefined) return at(exchange, [finding('no JSON', { expected: 'JSON', seen: answer.text.slice(0, 200) })])
    const mediaType = answer.headers['content-type'] ?? ''
    return at(exchange, [
      !/^application\/(fhir\+)?json\b/.test(mediaType) &&
        finding('another media type', { expected: 'application/fhir+json', seen: mediaType || 'none' }),
      ...notAsPublished(flavour, shape, answer.json)
        .slice(0, 8)
        .map((wrong) => finding(wrong)),
      ...commonFindings(exchange),
    ])
  },
)

/** One way of refusing that is published, or as good. */
export interface PublishedRefusal {
  status: number
  code: string
}

/** The call was refused with one of these published errors, in the published shape. */
export const ensureRefusedAsPublished = check(
  "the patient's app is refused as published",
  (_sight, { exchange, flavour, refusals }: { exchange: AppExchange; flavour: Flavour; refusals: readonly PublishedRefusal[] }) => {
    const { answer } = exchange
    const expected = refusals.map(({ status, code }) => `${status} ${code}`).join(' or ')
    if (answer.status < 400)
      return at(exchange, [finding('it was not refused', { expected, seen: `${answer.status}: ${answer.text.slice(0, 300)}` })])
    const codes = codesIn(answer.json)
    const matches = refusals.some(({ status, code }) => answer.status === status && codes.includes(code))
    return at(exchange, [
      !matches && finding('refused otherwise', { expected, seen: `${answer.status} ${codes.join(', ') || answer.text.slice(0, 200)}` }),
      ...notAsPublished(flavour, 'OperationOutcome', answer.json)
        .slice(0, 5)
        .map((wrong) => finding(wrong)),
      ...commonFindings(exchange),
    ])
  },
)

/** Codes of an OperationOutcome's issues: `PATIENT_NOT_FOUND`. */
export function codesIn(json: unknown): string[] {
  const { issue } = (json ?? {}) as { issue?: { details?: { coding?: { code?: string }[] } }[] }
  return (Array.isArray(issue) ? issue : []).flatMap((each) => each.details?.coding ?? []).flatMap(({ code }) => code ?? [])
}

/** Ties findings to the exchange that shows them. */
export function at<F>({ answer }: AppExchange, found: readonly (F | false | undefined | null | '')[]) {
  return found.flatMap((each) => (each ? [{ ...each, exchange: answer.exchange }] : []))
}
