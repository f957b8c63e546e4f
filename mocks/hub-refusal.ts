import type { ProblemCode } from '../config/problem-codes.ts'

/** A refusal of the control API that a program may want to tell from others: with a stable code. Never about the candidate. */
export class HubRefusal extends Error {
  readonly status: 401 | 403 | 409 | 410 | 429
  readonly code: ProblemCode

  constructor(status: HubRefusal['status'], code: ProblemCode, message: string) {
    super(message)
    this.name = 'HubRefusal'
    this.status = status
    this.code = code
  }
}
