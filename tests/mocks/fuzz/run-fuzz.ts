import type { Hub } from '../../../mocks/hub.ts'
import type { Grant } from '../../../mocks/kit/identity.ts'
import type { AnyService } from '../../../mocks/kit/service.ts'
import { services } from '../../../mocks/services.ts'
import { fuzzCases, hugeCase, HUGE_KINDS, type FuzzCase, type FuzzWorld } from './fuzz-case.ts'
import { refusalsOf, UNDOCUMENTED } from './refusals-of.ts'
import { sendBytes, type RawAnswer } from './send-bytes.ts'

export interface FuzzOptions {
  seed: number
  count: number
  /** How many bodies that are too large, and of how many bytes. */
  huge: { count: number; bytes: number }
  /** Bodies that honest callers send, to be spoiled. */
  examples?(service: string): readonly unknown[]
  concurrency?: number
}

export interface FuzzResult {
  sent: number
  /** How many answers there were of each status. */
  statuses: Record<string, number>
  /** What must not be: each with what was sent. */
  problems: string[]
}

/** What no service can take, whoever sends it. */
const NEVER_TAKEN = new Set<string>(['not http', ...HUGE_KINDS])

/** Throws random requests at all services of a hub, and says what was not answered as it should be. */
export async function runFuzz(hub: Hub, { seed, count, huge, examples = () => [], concurrency = 16 }: FuzzOptions): Promise<FuzzResult> {
  const environment = hub.environments.get('fuzz') ?? hub.open('fuzz')
  const { identity } = environment
  const expiresAt = Date.now() + 3_600_000
  const workers = [...identity.workers.values()]
  const common = { applicationId: 'fuzz', issuedAt: Date.now(), expiresAt }
  const grants: Grant[] = [
    { kind: 'application', ...common },
    { kind: 'patient', nhsNumber: '9990000018', proofing: 'P9', ...common },
    ...workers.map(({ id, aal, roles }) => ({ kind: 'healthcare-worker' as const, userId: id, aal, roles, ...common })),
  ]
  const tokens = grants.map((grant, at) => ({ token: `good-${at}`, grant }))
  for (const { token, grant } of tokens) identity.tokens.set(token, grant)

  const world: FuzzWorld = {
    services: Object.values(services) as AnyService[],
    prefix: environment.prefix,
    tokens,
    roles: workers.flatMap(({ roles }) => roles.map(({ id }) => id)),
    examples,
    huge: huge.bytes,
  }
  const documented = new Map(world.services.map((service) => [service.key, refusalsOf(service)]))
  const port = Number(new URL(hub.urls.http).port)
  const result: FuzzResult = { sent: 0, statuses: {}, problems: [] }
  const cases = (function* () {
    yield* fuzzCases(world, seed, count)
    for (let n = 0; n < huge.count; n++) yield hugeCase(world, HUGE_KINDS[n % 2]!, world.services[n % world.services.length]!)
  })()

  const broken = () => hub.breakdowns.length
  const work = async () => {
    for (let next = cases.next(); !next.done; next = cases.next()) {
      const each = next.value
      const before = broken()
      let problem: string | undefined
      try {
        const answer = await sendBytes(port, each.bytes)
        result.statuses[answer.status] = (result.statuses[answer.status] ?? 0) + 1
        problem = problemOf(each, answer) ?? undocumented(each, answer, documented.get(each.service)!)
      } catch (error) {
        problem = (error as Error).message
      }
      result.sent++
      if (problem) {
        const error = hub.breakdowns.slice(before).find(({ url }) => each.about.includes(url.slice(0, 60)))?.error
        result.problems.push(`${each.service}, ${each.kind}: ${problem}\n  ${each.about}${error ? `\n  ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join('\n  ') : JSON.stringify(error)}` : ''}`)
      }
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  if (({} as { polluted?: unknown }).polluted !== undefined) result.problems.push('Object.prototype was polluted')
  return result
}

function problemOf({ kind }: FuzzCase, { status, headers, body }: RawAnswer): string | undefined {
  if (status === 0) return 'no answer'
  // A right request for what a service of ours leaves out (see its gaps.md) is told so.
  if (status === 501 && body.startsWith('This mocked service does not have')) return undefined
  if (status >= 500) return `answered ${status} ${body.slice(0, 200)}`
  if (NEVER_TAKEN.has(kind) && status < 400) return `was taken (${status})`
  if (/json/.test(headers['content-type'] ?? '') && body !== '' && headers['transfer-encoding'] === undefined) {
    try {
      JSON.parse(body)
    } catch {
      return `an answer labelled ${headers['content-type']} that is not JSON: ${body.slice(0, 100)}`
    }
  }
  return undefined
}

/** Says that a service refused a request for one of its operations with a status that nobody who reads its documents would expect. */
function undocumented({ service, operation }: FuzzCase, { status, headers, body }: RawAnswer, documented: ReturnType<typeof refusalsOf>): string | undefined {
  if (!documented || operation === undefined || status < 400 || status >= 500) return undefined
  // What is not HTTP is refused by Node's server before anything of ours sees it; such an answer has no date.
  if ((status === 400 || status === 431) && headers['date'] === undefined) return undefined
  const named = UNDOCUMENTED.some((each) => each.statuses.includes(status) && (each.services === undefined || each.services.includes(service)))
  return named || documented(operation).has(status) ? undefined : `${operation} answered ${status}, which it does not document: ${body.slice(-300)}`
}
