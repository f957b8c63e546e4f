import { FAULT_KINDS, type Fault, type FaultKind } from '../kit/faults.ts'

const MOST_TIMES = 100_000
const LONGEST_MS = 10 * 60_000

/** A fault as the form sends it, with nothing in it but what a fault has. Throws when a value cannot be. */
export function readFault(given: unknown): Fault {
  const fields = (given ?? {}) as Record<string, unknown>
  const word = (name: string) => {
    const value = fields[name]
    if (value !== undefined && (typeof value !== 'string' || value === '')) throw new Error(`Failed to set a fault: ${name} is not a word.`)
    return value as string | undefined
  }
  const number = (name: string, from: number, to: number) => {
    const value = fields[name]
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to) throw new Error(`Failed to set a fault: ${name} is not a whole number from ${from} to ${to}.`)
    return value
  }
  const kind = word('kind')
  if (!FAULT_KINDS.includes(kind as FaultKind)) throw new Error(`Failed to set a fault: ${kind} is not a kind of fault; kinds are ${FAULT_KINDS.join(', ')}.`)
  const optional = {
    operation: word('operation'),
    subject: word('subject'),
    name: word('name'),
    times: fields['times'] === 'always' ? ('always' as const) : number('times', 1, MOST_TIMES),
    after: number('after', 0, MOST_TIMES),
    ms: number('ms', 0, LONGEST_MS),
    status: number('status', 200, 599),
    processed: fields['processed'] === true ? true : undefined,
  }
  return { service: word('service') ?? '', kind: kind as FaultKind, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) }
}
