import type { Environment } from '../../kit/environment.ts'
import { FAULTS, type MeshFault } from './errors.ts'
import { COLLECT_WITHIN_DAYS, DAY_MS, KEPT_FOR_DAYS, statusOf, type MeshMessage } from './message.ts'
import type { MeshState } from './state.ts'

/** A message id as live ones look: `20210311101813838554_1B8F53`. */
export function newMessageId({ clock, random }: Environment): string {
  const moment = new Date(clock.now()).toISOString().replaceAll(/\D/g, '')
  const tail = random.uuid().replaceAll('-', '').slice(0, 6).toUpperCase()
  return `${moment}${random.digits(3)}_${tail}`
}

export function become(message: MeshMessage, status: ReturnType<typeof statusOf>, at: number): void {
  message.events.unshift({ status, at })
}

/** Gives a message up, and tells its sender with a report: no body, the reason in its headers. */
export function giveUp(state: MeshState, environment: Environment, message: MeshMessage, { event, code, text }: MeshFault): MeshMessage | undefined {
  const at = environment.clock.now()
  become(message, 'undeliverable', at)
  const error = { code, event, description: text, linkedMessageId: message.id }
  message.error = error
  // Nobody is told that a report was not collected.
  if (message.type === 'REPORT' || !state.mailboxes.has(message.sender)) return undefined
  const report: MeshMessage = {
    ...message,
    id: newMessageId(environment),
    type: 'REPORT',
    sender: '',
    recipient: message.sender,
    contentEncoding: '',
    chunks: [],
    totalChunks: 1,
    events: [{ status: 'accepted', at }],
    uploadedAt: at,
    expiresAt: at + COLLECT_WITHIN_DAYS * DAY_MS,
    error,
  }
  state.messages.set(report.id, report)
  return report
}

/** Lets happen what time has brought: messages that nobody collected are given up, and old ones deleted. */
export function settle(state: MeshState, environment: Environment): void {
  const now = environment.clock.now()
  for (const message of state.messages.values()) {
    if (message.uploadedAt + KEPT_FOR_DAYS * DAY_MS <= now) state.messages.delete(message.id)
    else if (statusOf(message) === 'accepted' && message.expiresAt <= now) giveUp(state, environment, message, FAULTS.notCollected)
  }
}
