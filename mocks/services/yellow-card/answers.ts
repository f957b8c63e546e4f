import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { empty, text, type Reply } from '../../kit/reply.ts'
import { acknowledgement, type TransmissionCode } from './acknowledgement.ts'
import type { YellowCardState } from './state.ts'
import { children, textOf } from './xml.ts'

/** What a report is held to. */
export const CLAUSE = 'DCB1582; ICH E2B(R2), ichicsr'

/** What of an acknowledgement is the same whatever became of the report. */
export function heading(call: Call<YellowCardState>, root: Element | undefined) {
  const header = children(root, 'ichicsrmessageheader')[0]
  const at = new Date(call.environment.clock.now()).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  return { messageNumber: textOf(header, 'messagenumb'), sender: textOf(header, 'messagesenderidentifier'), at, number: `ACK-${call.environment.random.digits(8)}` }
}

/** An acknowledgement as the answer: 200, whatever it says. */
export const xml = (body: string): Reply => text(200, body, 'application/xml')

/** Stops with an acknowledgement that says no. */
export function refused(call: Call<YellowCardState>, root: Element | undefined, code: TransmissionCode, words: string, id?: string): never {
  return refuse(xml(acknowledgement({ ...heading(call, root), code, words, ...(id !== undefined && { report: { id } }) })), { rule: `yellow-card-${code}`, detail: words, clause: CLAUSE })
}

/** Every answer but yes by name, for faults. */
export const errors = {
  unauthorised: () => empty(401),
  unsupportedMediaType: () => empty(415),
  unavailable: () => empty(503),
  notAllLoaded: (call: Call<YellowCardState>) => xml(acknowledgement({ ...heading(call, undefined), code: '02', words: 'The report was not loaded' })),
  notRead: (call: Call<YellowCardState>) => xml(acknowledgement({ ...heading(call, undefined), code: '03', words: 'The message could not be parsed' })),
}
