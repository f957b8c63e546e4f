import type { SenderExchange } from '../support/bars-sender.ts'
import { check, finding, type Found } from './check.ts'
import { codesIn } from './ensure-answered-as-published.ts'

const shownBy = ({ answer }: SenderExchange, found: readonly Found[]) => found.flatMap((each) => (each ? [{ ...each, exchange: answer.exchange }] : []))
const brief = ({ answer }: SenderExchange) => `${answer.status}: ${answer.text.slice(0, 300)}`

/** What every answer has: the ids of its call, and that nobody on the way keeps it. Source: BaRS API 1.4.0, response headers. */
const common = ({ headers, answer }: SenderExchange): Found[] => [
  ...['x-request-id', 'x-correlation-id'].map(
    (name) => headers[name] !== undefined && answer.headers[name] !== headers[name] && finding(`${name} does not come back`, { expected: headers[name], seen: answer.headers[name] ?? 'nothing' }),
  ),
  !/^application\/fhir\+json\b/i.test(answer.headers['content-type'] ?? '') && finding('another format', { expected: 'application/fhir+json', seen: answer.headers['content-type'] ?? 'none' }),
]

/** The call was answered, with what it asked for. */
export const ensureSenderAnswered = check(
  'another service is answered as published',
  (_sight, { exchange, wrong = [] }: { exchange: SenderExchange; wrong?: readonly (string | false)[] }) => {
    const { answer } = exchange
    if (answer.status !== 200) return shownBy(exchange, [finding('it was not answered', { expected: '200', seen: brief(exchange) })])
    return shownBy(exchange, [...common(exchange), ...wrong.map((each) => each && finding(each, { seen: answer.text.slice(0, 300) }))])
  },
)

/** Refusals that are published, any of which will do. */
export interface BarsRefusal {
  statuses: readonly number[]
  codes: readonly string[]
  /** FHIR issue type, where it matters. */
  issue?: string
}

const CODES = 'https://fhir.nhs.uk/Codesystem/http-error-codes'

/** The call was refused, in the published shape: one issue with a code of the receiver's. Source: BaRS API 1.4.0, OperationOutcome. */
export const ensureSenderRefused = check(
  'another service is refused as published',
  (_sight, { exchange, how, refusal, secrets }: { exchange: SenderExchange; how?: string; refusal: BarsRefusal; secrets: readonly string[] }) => {
    const { answer } = exchange
    const { statuses, codes, issue } = refusal
    const expected = `${statuses.join(' or ')} ${codes.join(' or ')}${issue === undefined ? '' : ` (${issue})`}`
    const asked = how === undefined ? '' : `, sent ${how}`
    if (answer.status < 400) return shownBy(exchange, [finding(`it was not refused${asked}`, { expected, seen: brief(exchange) })])
    const { resourceType, issue: issues } = (answer.json ?? {}) as { resourceType?: string; issue?: { severity?: string; code?: string; details?: { coding?: { system?: string }[] } }[] }
    const [first] = Array.isArray(issues) ? issues : []
    const seen = codesIn(answer.json)
    return shownBy(exchange, [
      (!statuses.includes(answer.status) || !codes.some((code) => seen.includes(code)) || (issue !== undefined && first?.code !== issue)) &&
        finding(`refused otherwise${asked}`, { expected, seen: `${answer.status} ${seen.join(', ') || answer.text.slice(0, 200)} (${first?.code ?? 'no issue'})` }),
      resourceType !== 'OperationOutcome' && finding('no OperationOutcome', { seen: answer.text.slice(0, 200) }),
      first?.severity !== 'error' && finding('no issue that is an error', { seen: JSON.stringify(issues ?? null).slice(0, 200) }),
      !first?.details?.coding?.some(({ system }) => system?.toLowerCase() === CODES.toLowerCase()) && finding('codes of another system', { expected: CODES, seen: JSON.stringify(first?.details ?? null) }),
      ...secrets.map((secret) => answer.text.toLowerCase().includes(secret.toLowerCase()) && finding('it tells about the patient', { expected: 'nothing', seen: secret })),
      ...common(exchange),
    ])
  },
)

/** Whoever called got nothing: the connection was refused, or the call, and nothing was told. */
export const ensureStrangerShutOut = check('whoever is not the BaRS proxy gets nothing', (_sight, { exchange, how }: { exchange: SenderExchange; how: string }) => {
  const { answer } = exchange
  return shownBy(exchange, [answer.status !== 0 && (answer.status < 400 || answer.status >= 500) && finding(`it was let in ${how}`, { expected: 'no connection, or a refusal', seen: brief(exchange) })])
})
