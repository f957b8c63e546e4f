import type { Violation } from '../../config/evidence.ts'
import type { Reply } from './reply.ts'

/**
 * Thrown by a check or a handler when the real service would refuse: the answer it would give, and which of its
 * rules the request broke. Not an `Error`: nothing is broken, and no stack is wanted (it is on the fast path).
 */
export class Refusal {
  readonly reply: Reply
  readonly violation: Violation | undefined

  constructor(reply: Reply, violation?: Violation) {
    this.reply = reply
    this.violation = violation
  }
}

/**
 * Stops handling with the answer the real service gives. Pass a violation when the caller broke a published rule;
 * leave it out when the answer is a legitimate outcome (not found, conflict).
 */
export function refuse(reply: Reply, violation?: Violation): never {
  throw new Refusal(reply, violation)
}
