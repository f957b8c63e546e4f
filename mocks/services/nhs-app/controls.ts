import { X509Certificate } from 'node:crypto'
import { createAuthority, issueCertificate } from '../../kit/certificates.ts'
import { deliver } from '../../kit/deliver.ts'
import type { Environment } from '../../kit/environment.ts'
import { heldBack, type Delivery } from '../../kit/post-to.ts'
import { mayFollow, RECEIPT_STATUSES, type Communication, type Receipt, type ReceiptStatus } from './communication.ts'
import { postReceipt, receiptRequest } from './post-receipt.ts'
import { receiptTask } from './receipt.ts'
import { DEFAULT_PERMISSIONS, type AppUser, type Callback, type NhsAppState, type Permissions } from './state.ts'

/** How long the NHS App waits for the supplier to take a receipt, when the caller does not say. */
const CALLBACK_TIMEOUT_MS = 10_000

/** Who posts to the callback: the NHS App, somebody without a certificate, or somebody with one that they made themselves. */
export type Poster = 'nhs-app' | 'nobody' | 'stranger'

/** What happens to a communication in the NHS App, and what there is to see of it. */
export const controls = {
  /** Agrees the supplier's callback endpoint, as onboarding does. */
  setCallback(state: NhsAppState, callback: Callback): void {
    state.callback = callback
  },

  /** Grants or takes permissions of an application; those not named stay as by default. */
  setPermissions(state: NhsAppState, { applicationId, ...permissions }: { applicationId: string } & Partial<Permissions>): void {
    state.permissions.set(applicationId, { ...DEFAULT_PERMISSIONS, ...permissions })
  },

  /** Makes somebody a user of the NHS App, for the patients report. */
  putUser(state: NhsAppState, user: AppUser): void {
    state.users.set(user.nhsNumber, user)
  },

  /** How many entries a page of a report holds, so that a few make several pages. */
  setPageSize(state: NhsAppState, { entries }: { entries: number }): void {
    state.pageSize = entries
  },

  /** What was sent, oldest first. All conditions given must hold. */
  listCommunications(state: NhsAppState, { nhsNumber, channel }: { nhsNumber?: string; channel?: Communication['channel'] } = {}): Communication[] {
    return [...state.communications.values()].filter(
      (communication) => (nhsNumber === undefined || communication.nhsNumber === nhsNumber) && (channel === undefined || communication.channel === channel),
    )
  },

  readCommunication(state: NhsAppState, { communicationId }: { communicationId: string }): Communication {
    return find(state, communicationId)
  },

  /** Lets a step of delivery happen without a real-time receipt: it shows in the day's report only. */
  recordReceipt(state: NhsAppState, args: { communicationId: string; status: ReceiptStatus; reason?: string }, environment: Environment): Receipt {
    return record(state, args, environment)
  },

  /** Lets a step of delivery happen and posts its receipt to the supplier's callback. Whether 202 came back is in `accepted`. */
  async deliverReceipt(
    state: NhsAppState,
    { timeoutMs, ...args }: { communicationId: string; status: ReceiptStatus; reason?: string; timeoutMs?: number },
    environment: Environment,
  ): Promise<Delivery> {
    const callback = agreedCallback(state)
    const receipt = record(state, args, environment)
    const communication = find(state, args.communicationId)
    const task = receiptTask(communication, receipt)
    const name = { service: 'nhs-app', delivery: 'receipt', subject: communication.nhsNumber }
    return deliver(environment, name, () => postReceipt(callback, task, timeoutMs ?? CALLBACK_TIMEOUT_MS), async () => heldBack(receiptRequest(callback, task)))
  },

  /** Posts the newest receipt of a communication once more, as a network between may do. */
  async repeatReceipt(state: NhsAppState, { communicationId, timeoutMs }: { communicationId: string; timeoutMs?: number }): Promise<Delivery> {
    const communication = find(state, communicationId)
    const receipt = communication.receipts.at(-1)
    if (!receipt) throw new Error(`Failed to repeat a receipt of communication ${communicationId}: none was given yet. Deliver one first.`)
    return postReceipt(agreedCallback(state), receiptTask(communication, receipt), timeoutMs ?? CALLBACK_TIMEOUT_MS)
  },

  /** Posts any body to the callback, to see how the supplier takes what the NHS App would never send, or what it never sent. */
  async postToCallback(state: NhsAppState, { body, as, timeoutMs }: { body: Record<string, unknown>; as?: Poster; timeoutMs?: number }): Promise<Delivery> {
    return postReceipt(await callbackAs(agreedCallback(state), as ?? 'nhs-app'), body, timeoutMs ?? CALLBACK_TIMEOUT_MS)
  },

  /** The receipt that the NHS App would post of a step of delivery that has not happened: for somebody who forges it. */
  draftReceipt(state: NhsAppState, { communicationId, status, reason }: { communicationId: string; status: ReceiptStatus; reason?: string }, environment: Environment): Record<string, unknown> {
    const receipt: Receipt = { id: environment.random.uuid(), status, ...(reason !== undefined && { reason }), at: environment.clock.now() }
    return receiptTask(find(state, communicationId), receipt)
  },
}

/** Somebody without a certificate, or with one of the NHS App's name that the supplier never signed. */
async function callbackAs({ key, certificate, ...endpoint }: Callback, as: Poster): Promise<Callback> {
  if (as === 'nhs-app') return { ...endpoint, ...(key !== undefined && { key }), ...(certificate !== undefined && { certificate }) }
  if (as === 'nobody') return endpoint
  const stranger = await issueCertificate(await createAuthority('Somebody else'), { commonName: certificate === undefined ? 'NHS App' : commonNameOf(certificate), use: 'client' })
  return { ...endpoint, ...stranger }
}

const commonNameOf = (certificate: string) => /CN=([^\n,]+)/.exec(new X509Certificate(certificate).subject)?.[1] ?? 'NHS App'

function agreedCallback(state: NhsAppState): Callback {
  if (!state.callback) throw new Error('Failed to post a receipt: no callback was agreed. Call setCallback first.')
  return state.callback
}

function record(state: NhsAppState, { communicationId, status, reason }: { communicationId: string; status: ReceiptStatus; reason?: string }, environment: Environment): Receipt {
  const communication = find(state, communicationId)
  if (!RECEIPT_STATUSES.includes(status)) throw new Error(`Failed to record a receipt: saw status ${status}, expected one of ${RECEIPT_STATUSES.join(', ')}.`)
  if (!mayFollow(communication, status)) {
    const told = communication.receipts.map((receipt) => receipt.status).join(', ') || 'nothing'
    throw new Error(`Failed to record ${status} for the ${communication.channel} communication ${communicationId}: after ${told} the NHS App never tells that.`)
  }
  const receipt: Receipt = { id: environment.random.uuid(), status, ...(reason !== undefined && { reason }), at: environment.clock.now() }
  communication.receipts.push(receipt)
  return receipt
}

function find(state: NhsAppState, id: string): Communication {
  const communication = state.communications.get(id)
  if (!communication) throw new Error(`Failed to find communication ${id}. There are: ${[...state.communications.keys()].join(', ') || 'none'}.`)
  return communication
}
