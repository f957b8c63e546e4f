import type { CheckEvidence, ExchangeEvidence, Finding, OmissionEvidence, Violation } from '../../config/evidence.ts'

/**
 * Evidence as it arrives from a worker: JSON that some step, perhaps a supplier's own, has attached. What is missing or of another type is
 * made into what the log promises its readers; fields it does not know are left out.
 */

export function readCheck(json: string): CheckEvidence {
  const value = asRecord(JSON.parse(json))
  const findings = asArray(value['findings']).map(asRecord).map(
    (finding): Finding => ({ what: asText(finding['what']), ...texts(finding, 'expected', 'seen', 'exchange') }),
  )
  const stated = value['outcome']
  const outcome = stated === 'failed' || stated === 'error' ? stated : stated === 'passed' ? (findings.length > 0 ? 'failed' : 'passed') : 'error'
  return { name: asText(value['name']), outcome, findings, exchanges: asArray(value['exchanges']).map(asText) }
}

export function readExchange(json: string): ExchangeEvidence {
  const value = asRecord(JSON.parse(json))
  const request = asRecord(value['request'])
  const response = value['response'] === undefined || value['response'] === null ? undefined : asRecord(value['response'])
  return {
    id: asText(value['id']),
    direction: value['direction'] === 'harness-to-candidate' ? 'harness-to-candidate' : 'candidate-to-service',
    service: asText(value['service']),
    operation: asText(value['operation']),
    startedAt: asInstant(value['startedAt']),
    durationMs: Math.max(0, asNumber(value['durationMs'])),
    request: { method: asText(request['method']), url: asText(request['url']), headers: asHeaders(request['headers']), ...texts(request, 'body') },
    ...(response === undefined
      ? {}
      : { response: { status: Math.trunc(asNumber(response['status'])), headers: asHeaders(response['headers']), ...texts(response, 'body') } }),
    violations: asArray(value['violations']).map(asRecord).map(
      (violation): Violation => ({
        rule: asText(violation['rule']), detail: asText(violation['detail']), clause: asText(violation['clause']), ...texts(violation, 'pointer'),
      }),
    ),
    ...texts(value, 'fault'),
  }
}

export function readOmission(json: string): OmissionEvidence {
  const value = asRecord(JSON.parse(json))
  return { outcome: value['outcome'] === 'omitted' ? 'omitted' : 'skipped', reason: asText(value['reason']) || 'No reason was given.' }
}

const asRecord = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})
const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const asText = (value: unknown): string => (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value))
const asNumber = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0)
const asHeaders = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(asRecord(value)).map(([name, member]) => [name, Array.isArray(member) ? member.map(asText).join(', ') : asText(member)]))

function asInstant(value: unknown): string {
  const date = new Date(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN)
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}

function texts<K extends string>(value: Record<string, unknown>, ...names: K[]): Partial<Record<K, string>> {
  const known = names.filter((name) => value[name] !== undefined && value[name] !== null)
  return Object.fromEntries(known.map((name) => [name, asText(value[name])])) as Partial<Record<K, string>>
}
