import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { mailboxId } from './admit.ts'
import { notValid } from './errors.ts'
import { statusOf, type MeshMessage } from './message.ts'
import type { MeshState } from './state.ts'
import { isV2 } from './version.ts'

const CLAUSE = 'MESH API 2.0.0, Check an inbox'
const USUAL = 500

/** One page of an inbox: message ids, oldest first, and where the next page begins. */
export interface InboxPage {
  messages: string[]
  waiting: number
  self: string
  next?: string
}

/** Messages that wait in a mailbox, oldest first. */
export const waitingIn = (state: MeshState, mailbox: string): MeshMessage[] =>
  [...state.messages.values()].filter((message) => message.recipient === mailbox && statusOf(message) === 'accepted')

/** Which workflows a filter lets through: `X`, `!X`, `X*`, `!X*`, `*X*`, `!*X*`. */
export function workflowFilter(filter: string): (workflowId: string) => boolean {
  const not = filter.startsWith('!')
  const pattern = not ? filter.slice(1) : filter
  const matches = (workflowId: string) =>
    pattern.startsWith('*') ? workflowId.includes(pattern.slice(1).replace(/\*$/, '')) : pattern.endsWith('*') ? workflowId.startsWith(pattern.slice(0, -1)) : workflowId === pattern
  return (workflowId) => matches(workflowId) !== not
}

export function inboxPage(call: Call<MeshState>): InboxPage {
  const most = maxResults(call)
  const filter = limited(call, 'workflow_filter', 2, 255)
  const from = limited(call, 'continue_from', 24, 1000)
  const mailbox = mailboxId(call)
  const waiting = waitingIn(call.state, mailbox)
  const fitting = filter === undefined ? waiting : waiting.filter(({ workflowId }) => workflowFilter(filter)(workflowId))
  const after = from === undefined ? undefined : isV2(call) ? keyOf(from) : from
  const rest = after === undefined ? fitting : comeAfter(call.state, fitting, after)
  const page = rest.slice(0, most)
  const link = (continueFrom?: string) => {
    const query = new URLSearchParams({ ...(most !== USUAL && { max_results: String(most) }), ...(filter !== undefined && { workflow_filter: filter }), ...(continueFrom && { continue_from: continueFrom }) })
    return `${call.environment.prefix}/messageexchange/${mailbox}/inbox${query.size ? `?${query}` : ''}`
  }
  return {
    messages: page.map(({ id }) => id),
    waiting: waiting.length,
    self: link(),
    ...(rest.length > page.length && { next: link(Buffer.from(JSON.stringify({ pk: `MB#MSG#${mailbox}`, sk: page.at(-1)!.id })).toString('base64url')) }),
  }
}

/** Those of some messages that came after another, which may have been collected meanwhile. */
function comeAfter(state: MeshState, messages: MeshMessage[], id: string): MeshMessage[] {
  const order = new Map([...state.messages.keys()].map((key, at) => [key, at]))
  const from = order.get(id) ?? -1
  return messages.filter((message) => order.get(message.id)! > from)
}

/** The id after which a page goes on. Somebody else's key, or none at all, is not valid. */
function keyOf(continueFrom: string): string {
  try {
    const { sk } = JSON.parse(Buffer.from(continueFrom, 'base64url').toString()) as { sk?: unknown }
    if (typeof sk === 'string') return sk
  } catch {
    // Not a key of ours: refused below, as any other value that is none.
  }
  return refuse(notValid(['query', 'continue_from'], 'invalid continue_from', 'value_error'), { rule: 'inbox-continue-from', detail: 'continue_from did not come from links.next', clause: CLAUSE, pointer: 'query' })
}

function maxResults(call: Call<MeshState>): number {
  const given = call.query.get('max_results')
  if (given === null) return USUAL
  const number = Number(given)
  const wrong =
    !/^\d+$/.test(given) ? ['value is not a valid integer', 'type_error.integer'] : number < 10 ? ['ensure this value is greater than or equal to 10', 'value_error.number.not_ge'] : number > 5000 ? ['ensure this value is less than or equal to 5000', 'value_error.number.not_le'] : undefined
  if (wrong) refuse(notValid(['query', 'max_results'], wrong[0]!, wrong[1]!), { rule: 'inbox-max-results', detail: `max_results is ${given}`, clause: CLAUSE, pointer: 'query' })
  return number
}

function limited(call: Call<MeshState>, name: string, least: number, most: number): string | undefined {
  const value = call.query.get(name)
  if (value === null) return undefined
  if (value.length < least || value.length > most) {
    const words = value.length < least ? `ensure this value has at least ${least} characters` : `ensure this value has at most ${most} characters`
    refuse(notValid(['query', name], words, `value_error.any_str.${value.length < least ? 'min' : 'max'}_length`), { rule: `inbox-${name}`, detail: `${name} has ${value.length} characters`, clause: CLAUSE, pointer: 'query' })
  }
  return value
}
