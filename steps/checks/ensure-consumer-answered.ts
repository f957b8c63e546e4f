import type { ConsumerExchange } from '../support/consumer.ts'
import { check, finding, type Found } from './check.ts'
import { codesIn } from './ensure-answered-as-published.ts'

/** Ties findings to the exchange that shows them. */
export const shownBy = ({ answer }: ConsumerExchange, found: readonly Found[]) =>
  found.flatMap((each) => (each ? [{ ...each, exchange: answer.exchange }] : []))

const brief = ({ answer }: ConsumerExchange) => `${answer.status}: ${answer.text.slice(0, 300)}`

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1'
const CODES = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1'

/** What every answer has: nobody on the way may keep it. Source: GP Connect, general API guidance, managing return errors and caching. */
function keptFindings({ answer }: ConsumerExchange): Found[] {
  const seen = answer.headers['cache-control'] ?? 'nothing'
  return [!/\bno-store\b/i.test(seen) && finding('it may be kept on the way', { expected: 'Cache-Control: no-store', seen })]
}

/** The call succeeded, in the format asked for, with these resources as they have to be. */
export const ensureConsumerAnswered = check(
  'another organisation is answered as published',
  (
    _sight,
    {
      exchange,
      status = 200,
      xml = false,
      versioned = false,
      mentions,
      wrong,
    }: { exchange: ConsumerExchange; status?: number; xml?: boolean; versioned?: boolean; mentions?: string; wrong: readonly (string | false)[] },
  ) => {
    const { answer } = exchange
    if (answer.status !== status) return shownBy(exchange, [finding('it was not answered', { expected: String(status), seen: brief(exchange) })])
    const type = answer.headers['content-type'] ?? 'none'
    const expected = xml ? /^application\/(fhir\+)?xml\b/ : /^application\/(fhir\+)?json\b/
    return shownBy(exchange, [
      !expected.test(type) && finding('another format', { expected: xml ? 'application/fhir+xml' : 'application/fhir+json', seen: type }),
      xml && !/^\s*(<\?xml[^>]*>)?\s*<\w+[^>]*xmlns="http:\/\/hl7\.org\/fhir"/.test(answer.text) && finding('no FHIR in XML', { seen: answer.text.slice(0, 200) }),
      mentions !== undefined && !answer.text.includes(mentions) && finding('it does not tell what was asked', { expected: mentions, seen: answer.text.slice(0, 300) }),
      versioned && !/^(W\/)?"[^"]+"$/.test(answer.headers['etag'] ?? '') && finding('it does not say which version it is', { expected: 'ETag: W/"..."', seen: answer.headers['etag'] ?? 'nothing' }),
      ...(xml ? [] : wrong.map((each) => each && finding(each, { seen: answer.text.slice(0, 200) }))),
      ...keptFindings(exchange),
    ])
  },
)

/** An error that is published. */
export interface PublishedError {
  status: number
  code: string
  /** FHIR issue type. */
  issue: string
}

/** The call was refused with one of these errors, in the published shape. Source: GP Connect, error handling guidance. */
export const ensureConsumerRefused = check(
  'another organisation is refused as published',
  (_sight, { exchange, errors, secrets }: { exchange: ConsumerExchange; errors: readonly PublishedError[]; secrets: readonly string[] }) => {
    const { answer } = exchange
    const expected = errors.map(({ status, code }) => `${status} ${code}`).join(' or ')
    if (answer.status < 400) return shownBy(exchange, [finding('it was not refused', { expected, seen: brief(exchange) })])
    const { resourceType, meta, issue } = (answer.json ?? {}) as {
      resourceType?: string
      meta?: { profile?: string[] }
      issue?: { severity?: string; code?: string; details?: { coding?: { system?: string }[] } }[]
    }
    const codes = codesIn(answer.json)
    const match = errors.find(({ status, code }) => answer.status === status && codes.includes(code))
    const [first, ...more] = Array.isArray(issue) ? issue : []
    return shownBy(exchange, [
      !match && finding('refused otherwise', { expected, seen: `${answer.status} ${codes.join(', ') || answer.text.slice(0, 200)}` }),
      resourceType !== 'OperationOutcome' && finding('no OperationOutcome', { seen: answer.text.slice(0, 200) }),
      !meta?.profile?.includes(PROFILE) && finding('it does not name its profile', { expected: PROFILE, seen: meta?.profile ?? 'none' }),
      (more.length > 0 || first?.severity !== 'error') && finding('not one issue that is an error', { seen: JSON.stringify(issue ?? null).slice(0, 200) }),
      match && first?.code !== match.issue && finding('another kind of issue', { expected: match.issue, seen: first?.code ?? 'none' }),
      !first?.details?.coding?.some(({ system }) => system === CODES) && finding('codes of another system', { expected: CODES, seen: JSON.stringify(first?.details ?? null) }),
      ...secrets.map((secret) => answer.text.toLowerCase().includes(secret.toLowerCase()) && finding('it tells about the patient', { expected: 'nothing', seen: secret })),
      ...keptFindings(exchange),
    ])
  },
)

/** Whoever called got nothing: the connection was refused, or the call, and nothing was told. */
export const ensureShutOut = check(
  'whoever is not the Spine gets nothing',
  (_sight, { exchange, secrets }: { exchange: ConsumerExchange; secrets: readonly string[] }) => {
    const { answer } = exchange
    return shownBy(exchange, [
      answer.status !== 0 && (answer.status < 400 || answer.status >= 500) && finding('it was let in', { expected: 'no connection, or a refusal', seen: brief(exchange) }),
      ...secrets.map((secret) => answer.text.toLowerCase().includes(secret.toLowerCase()) && finding('it tells about the patient', { expected: 'nothing', seen: secret })),
    ])
  },
)
