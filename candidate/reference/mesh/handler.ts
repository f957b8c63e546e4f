import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import type { Outgoing } from './mesh-store.ts'

/**
 * Takes one kind of message in. Runs inside the transaction that keeps the message: what it does stands or falls with that. It must
 * take in whatever comes, or put it where a person sees to it: a message is acknowledged afterwards, and never comes again.
 */
export interface MessageHandler {
  /** Whether messages of this workflow are its business. */
  takes(workflowId: string): boolean
  takeIn(services: Services, message: CollectedMessage): void
  /**
   * A message of ours did not arrive: says whether that is its business, and sees to it then. Runs inside the transaction that keeps the
   * report. What is nobody's business becomes a task.
   */
  undelivered?(services: Services, sent: Outgoing, report: NonNullable<CollectedMessage['report']>): boolean
  /** What messages gave reason for and takes longer than a transaction may: once after every round of collecting. */
  afterwards?(services: Services): Promise<void>
}
