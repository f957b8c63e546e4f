import type { Body, ExchangeHead } from '../../pack/events.ts'
import { visible } from '../../visible.ts'

/** An exchange as plain text, the way it looks on the wire; violations first. */
export function exchangeText({ request, response, violations, fault, durationMs }: ExchangeHead, textOf: (body: Body) => string | undefined): string {
  const message = ({ headers, body }: { headers: Record<string, string>; body?: Body }): string[] => [
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', textOf(body) ?? '(body missing from the pack)']),
  ]
  return [
    ...violations.map(({ rule, detail, clause }) => `VIOLATION ${rule}: ${detail} (${clause})`),
    ...(fault === undefined ? [] : [`INJECTED ${fault}`]),
    ...(violations.length > 0 || fault !== undefined ? [''] : []),
    `${request.method} ${request.url}`,
    ...message(request),
    '',
    ...(response === undefined ? [`(no answer after ${durationMs} ms)`] : [`${response.status} after ${durationMs} ms`, ...message(response)]),
  ]
    .map(visible)
    .join('\n')
}
