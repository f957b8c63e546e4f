import { randomUUID, verify, X509Certificate } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { fetchSignature, requestSignature, SIGNATURES, type GivenSignature, type RequestedSignature } from '../national/digital-signature.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { demandSigner, demandStrongSignIn } from './prescriber.ts'
import type { Prescription } from './prescriptions-store.ts'
import { sendPrescription } from './send-prescription.ts'
import { keepSigned, prepareToSign, type ReadyToSign, type SigningRequest } from './sign-items.ts'
import { signedMessage } from './signature.ts'

/** A prescription that waits for its prescriber to confirm the signature, somewhere else. */
interface Waiting {
  id: string
  userId: string
  ready: ReadyToSign
  requested: RequestedSignature
}

/** What waits. Lost when the system stops: nothing was signed yet, and the items are drafts still. */
const waiting = new WeakMap<Services, Map<string, Waiting>>()

function waitingIn(services: Services): Map<string, Waiting> {
  const known = waiting.get(services) ?? new Map<string, Waiting>()
  waiting.set(services, known)
  return known
}

/** Asks the Digital Signature Service for a signature; gives where the prescriber confirms it. Nothing is signed yet. */
export async function requestRemoteSignature(work: Work, request: SigningRequest): Promise<{ id: string; redirect: string }> {
  const ready = await prepareToSign(work, request)
  const readable = ready.items.map(({ medicine, dosage }) => `${medicine.term}: ${dosage.join(', ')}`).join('; ')
  const requested = await requestSignature(work, { signedInfo: ready.prepared.signedInfo, readable }).catch((error: unknown) => {
    throw error instanceof Refusal ? afterUnrequested(error) : error
  })
  const id = randomUUID()
  waitingIn(work.services).set(id, { id, userId: work.session.user.id, ready, requested })
  audited(work, { event: 'signature-requested', action: 'C', patientId: ready.items[0]?.patientId ?? '', subject: `Prescription/${ready.order.shortId}` })
  return { id, redirect: requested.redirect }
}

/** What the prescriber is told when the service cannot be asked: nothing was signed. */
export const afterUnrequested = behaviour(
  'prescribing.afterUnrequested',
  (refusal: Refusal): Refusal =>
    new Refusal(refusal.code, `${refusal.message} Nothing was signed or sent; the items are as they were.`, {
      cause: refusal.cause,
      ...(refusal.retryAfterSeconds !== undefined && { retryAfterSeconds: refusal.retryAfterSeconds }),
    }),
)

/** Whether whoever goes on is whoever asked for the signature. */
export const isTheirs = behaviour('prescribing.isTheirs', ({ session }: Work, userId: string): boolean => session.user.id === userId)

/**
 * Why a signature cannot be the prescriber's over what they prescribed; undefined if it is. The service signs what it is given, with a
 * key that nobody here has seen: what comes back is held to what was asked before anything is sent.
 */
export const whyNotTheSignature = behaviour('prescribing.whyNotTheSignature', ({ value, certificate }: GivenSignature, signedInfo: string, userId: string): string | undefined => {
  const read = certificateIn(certificate)
  if (!read) return 'its certificate cannot be read'
  if (!read.subject.includes(`CN=${userId}_`)) return 'its certificate is that of somebody else'
  return holds(read, signedInfo, value) ? undefined : 'it is not a signature over what you prescribed'
})

function certificateIn(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    // Whatever is wrong with it, it is no certificate: the caller says so.
    return undefined
  }
}

const holds = ({ publicKey }: X509Certificate, signedInfo: string, value: string): boolean => verify('sha256', Buffer.from(signedInfo, 'utf8'), publicKey, Buffer.from(value, 'base64'))

/** What becomes of a request whose signature has been taken: it is not taken a second time. */
export const forgetRequest = behaviour('prescribing.forgetRequest', (services: Services, id: string): void => {
  waitingIn(services).delete(id)
})

/** What follows a remote signature: the prescription is sent, as after any other. */
export const sendSigned = behaviour('prescribing.sendSigned', (work: Work, prescription: Prescription): Promise<Prescription> => sendPrescription(work, prescription))

/** Whether a signature that could not be fetched is waited for still: unless the prescriber has declined it. */
export const keepsWaiting = behaviour('prescribing.keepsWaiting', (failure: unknown): boolean => !(failure instanceof Refusal && failure.issues.some(({ reason }) => reason === 'declined')))

/** Fetches the signature that the prescriber has confirmed, and sends the prescription with it. */
export async function finishRemoteSignature(work: Work, id: string): Promise<Prescription> {
  demandSigner(work)
  demandStrongSignIn(work)
  const { services, session } = work
  const found = waitingIn(services).get(id)
  if (!found) throw new Refusal('already-done', 'No signature is waited for under this number any more. Look at the patient’s medication: it is signed, or to be signed again.')
  if (!isTheirs(work, found.userId)) throw new Refusal('not-permitted', 'Somebody else asked for this signature. Only they can go on.')
  const { ready, requested } = found
  const given = await fetchSignature(work, requested).catch((failure: unknown) => {
    if (!keepsWaiting(failure)) forgetRequest(services, id)
    throw failure
  })
  const why = whyNotTheSignature(given, ready.prepared.signedInfo, session.user.id)
  if (why !== undefined) {
    forgetRequest(services, id)
    throw new Refusal('national-unreadable', `${SIGNATURES} gave a signature that cannot be used: ${why}. Nothing was sent; the items are as they were. Sign them again, and report it if it happens again.`)
  }
  const signed = signedMessage(ready.message, { ...ready.prepared, ...given, now: services.clock.timestamp() })
  const prescription = keepSigned(work, { order: ready.order, items: ready.items, signed })
  forgetRequest(services, id)
  return sendSigned(work, prescription)
}
