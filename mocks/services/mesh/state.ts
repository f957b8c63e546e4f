import directory from './directory.json' with { type: 'json' }
import type { FAULTS } from './errors.ts'
import type { Mailbox, MeshMessage, Workflow } from './message.ts'

/** Somebody whose practice MESH finds from demographics in Mex-To, as the Personal Demographics Service would tell it. */
export interface KnownPatient {
  nhsNumber: string
  /** ISO date. */
  birthDate: string
  surname: string
  /** ODS code of the practice they are registered at; none when they are registered nowhere. */
  practice?: string
  /** Why looking for their practice fails, whatever else is known of them. */
  trouble?: keyof typeof FAULTS
}

export interface MeshState {
  /** Key of the environment for the HMAC in the Authorization header. */
  sharedKey: string
  /** By id. */
  mailboxes: Map<string, Mailbox>
  /** By id. A workflow that is not listed is open to every mailbox. */
  workflows: Map<string, Workflow>
  /** By id, oldest first. */
  messages: Map<string, MeshMessage>
  /** What was last put into somebody's mailbox in the name of another, by that other's mailbox: kept when the message itself is deleted. */
  latest: Map<string, MeshMessage>
  /** `mailbox:nonce:count` of every request let in: each is good once. */
  usedTokens: Set<string>
  /** By NHS number. */
  patients: Map<string, KnownPatient>
  /** Text that occurs in an answer to a message, to the NHS number that the message was about. For the journal and faults only. */
  references: Map<string, string>
  /** NHS numbers of those who do not want their data used beyond their own care; and those that the Spine takes for no NHS number. */
  optOuts: Set<string>
  distrusted: Set<string>
}

export function createState(): MeshState {
  return {
    sharedKey: directory.sharedKey,
    mailboxes: new Map(directory.mailboxes.map((mailbox) => [mailbox.id, { ...mailbox }])),
    workflows: new Map(directory.workflows.map((workflow) => [workflow.id, structuredClone(workflow)])),
    messages: new Map(),
    latest: new Map(),
    usedTokens: new Set(),
    patients: new Map(),
    references: new Map(),
    optOuts: new Set(),
    distrusted: new Set(),
  }
}
