import { X509Certificate } from 'node:crypto'
import { loadWorld } from '../../../config/world.ts'
import type { Environment } from '../../kit/environment.ts'
import { createAuthority, createKeyPair, issueCertificate, publicKeyOfRequest, type Authority } from './certificates.ts'
import staff from './data/dispenser-staff.json' with { type: 'json' }
import { dispense, giveBack, release, type ItemDispensed } from './dispensing.ts'
import { currentIssue, expire, setOpenItems, setStatus, settle } from './lifecycle.ts'
import { snapshot, type PrescriptionSnapshot } from './snapshot.ts'
import type { Dispenser, EpsState, PreparationFlaw, Prescription } from './state.ts'

const DAY = 24 * 60 * 60 * 1000
/** How many nominated prescriptions a dispenser gets at a time. */
const NOMINATED_LIMIT = 25

function get(state: EpsState, prescriptionId: string): Prescription {
  const prescription = state.prescriptions.get(prescriptionId)
  if (prescription) return prescription
  throw new Error(
    `Failed to find prescription ${prescriptionId}: EPS never took one in under this id. It has ${[...state.prescriptions.keys()].join(', ') || 'none'}.`,
  )
}

/** A dispenser of the synthetic world, with somebody who works there. */
function dispenserOf(odsCode: string): Dispenser {
  const organisation = loadWorld().organisations.find((candidate) => candidate.odsCode === odsCode)
  if (!organisation)
    throw new Error(
      `Failed to find dispenser ${odsCode}: config/world.yaml has no such organisation. Name one that is there, such as FZ901.`,
    )
  const { name, telephone = '', address, postcode } = organisation
  return { odsCode, name, telephone, address, postcode, person: staff }
}

function notification(environment: Environment) {
  return { id: environment.random.uuid(), at: environment.clock.now() }
}

/** What dispensers, Spine and the issuer of smartcards do, and what there is to see. */
export const controls = {
  /** One prescription with all statuses; `null` when EPS has none under the id. */
  readPrescription(state: EpsState, { prescriptionId }: { prescriptionId: string }, environment: Environment): PrescriptionSnapshot | null {
    const prescription = state.prescriptions.get(prescriptionId)
    return prescription ? snapshot(prescription, environment.clock.now()) : null
  },

  /** A patient's prescriptions, in the order they came. */
  listPrescriptions(state: EpsState, { nhsNumber }: { nhsNumber: string }, environment: Environment): PrescriptionSnapshot[] {
    return [...state.prescriptions.values()]
      .filter((prescription) => prescription.nhsNumber === nhsNumber)
      .map((prescription) => snapshot(prescription, environment.clock.now()))
  },

  /** The message a prescription came with, as it was sent. */
  readMessage(state: EpsState, { prescriptionId }: { prescriptionId: string }): unknown {
    return get(state, prescriptionId).message
  },

  /** A dispenser takes a prescription by its id. `{ outcome: 'released' }`, or why not. */
  release(state: EpsState, { prescriptionId, organisation }: { prescriptionId: string; organisation: string }, environment: Environment) {
    const refusal = release(state.prescriptions.get(prescriptionId), dispenserOf(organisation), environment.clock.now())
    return refusal ? { outcome: 'rejected' as const, ...refusal } : { outcome: 'released' as const }
  },

  /** A dispenser takes what is nominated to it, 25 at most. Gives the ids of what it got. */
  releaseNominated(state: EpsState, { organisation }: { organisation: string }, environment: Environment): { released: string[] } {
    const dispenser = dispenserOf(organisation)
    const released: string[] = []
    for (const prescription of state.prescriptions.values()) {
      if (released.length === NOMINATED_LIMIT) break
      if (prescription.nominatedDispenser === organisation && !release(prescription, dispenser, environment.clock.now(), true))
        released.push(prescription.id)
    }
    return { released }
  },

  /** The dispenser hands items over. Without `items`, everything in full. */
  dispense(
    state: EpsState,
    { prescriptionId, items }: { prescriptionId: string; items?: ItemDispensed[] },
    environment: Environment,
  ): PrescriptionSnapshot {
    dispense(get(state, prescriptionId), items, notification(environment))
    return snapshot(get(state, prescriptionId), environment.clock.now())
  },

  /** The dispenser hands nothing over. `reason` is a non-dispensing reason, 0001 to 0011. */
  notDispense(
    state: EpsState,
    { prescriptionId, reason = '0010' }: { prescriptionId: string; reason?: string },
    environment: Environment,
  ): PrescriptionSnapshot {
    const prescription = get(state, prescriptionId)
    dispense(
      prescription,
      prescription.items.map((item) => ({ lineItemId: item.id, status: '0002', reason })),
      notification(environment),
    )
    return snapshot(prescription, environment.clock.now())
  },

  /** The dispenser gives the prescription back undispensed; what was marked for cancellation is cancelled now. */
  returnToSpine(state: EpsState, { prescriptionId }: { prescriptionId: string }, environment: Environment): PrescriptionSnapshot {
    giveBack(state, get(state, prescriptionId), environment.clock.now())
    return snapshot(get(state, prescriptionId), environment.clock.now())
  },

  /** The dispenser claims for a dispensed prescription. */
  claim(state: EpsState, { prescriptionId }: { prescriptionId: string }, environment: Environment): PrescriptionSnapshot {
    const prescription = get(state, prescriptionId)
    const issue = prescription.issues.findLast((candidate) => candidate.status === '0006')
    if (!issue) throw new Error(`Failed to claim for ${prescriptionId}: no issue of it is dispensed. Dispense it first.`)
    setStatus(issue, '0008', environment.clock.now(), {
      message: 'Dispense claim successful',
      ...(issue.dispenser && { organisation: issue.dispenser.odsCode }),
    })
    return snapshot(prescription, environment.clock.now())
  },

  /** The prescription runs out now, wherever it is. */
  expire(state: EpsState, { prescriptionId }: { prescriptionId: string }, environment: Environment): PrescriptionSnapshot {
    const prescription = get(state, prescriptionId)
    const now = environment.clock.now()
    settle(prescription, now)
    prescription.expiresAt = Math.min(prescription.expiresAt, now)
    const issue = currentIssue(prescription)
    if (issue.status === '0002' || issue.status === '0003') {
      expire(issue, now)
      setOpenItems(issue, '0006')
    }
    return snapshot(prescription, now)
  },

  /** Cancellations that took effect only when a dispenser gave the prescription back. */
  listSubsequentCancellations(state: EpsState, _args: Record<string, never>): EpsState['subsequent'] {
    return state.subsequent
  },

  /** Switches prescribing (API) or cancellation (Spine) off or on. */
  setFeatures(state: EpsState, { prescribing, cancellation }: { prescribing?: boolean; cancellation?: boolean }): void {
    if (prescribing !== undefined) state.prescribingEnabled = prescribing
    if (cancellation !== undefined) state.cancellationEnabled = cancellation
  },

  /** The next `$prepare` for this patient answers as always, but with a digest that nobody should sign. */
  spoilNextPreparation(state: EpsState, { nhsNumber, flaw }: { nhsNumber: string; flaw: PreparationFlaw }): void {
    state.spoiled.set(nhsNumber, flaw)
  },

  /** Spine holds the patient for dead: prescriptions are refused. */
  recordDeath(state: EpsState, { nhsNumber }: { nhsNumber: string }): void {
    state.deceased.add(nhsNumber)
  },

  /**
   * Certifies a prescriber's key as a smartcard or a signing service would: give the public key (SPKI, PEM) or a signing
   * request (PKCS #10, PEM); with neither a key pair is made and the private key comes along (PKCS #8, PEM).
   * Validity (ISO dates) is from yesterday for two years unless said otherwise.
   */
  async issuePrescriberCertificate(
    state: EpsState,
    args: { userId: string; publicKey?: string; csr?: string; notBefore?: string; notAfter?: string },
    environment: Environment,
  ): Promise<{ certificate: string; issuer: string; serialNumber: string; privateKey?: string }> {
    const worker = environment.identity.workers.get(args.userId)
    if (!worker)
      throw new Error(
        `Failed to issue a certificate: nobody has the user id ${args.userId}. Known are ${[...environment.identity.workers.keys()].join(', ') || 'none'}.`,
      )
    const now = environment.clock.now()
    const authority = await ownAuthority(state, now)
    const made = args.publicKey === undefined && args.csr === undefined ? await createKeyPair() : undefined
    const certificate = await issueCertificate(authority, {
      userId: args.userId,
      given: worker.given,
      family: worker.family,
      publicKey: args.publicKey ?? (args.csr === undefined ? made!.publicKey : await publicKeyOfRequest(args.csr)),
      notBefore: args.notBefore === undefined ? now - DAY : Date.parse(args.notBefore),
      notAfter: args.notAfter === undefined ? now + 730 * DAY : Date.parse(args.notAfter),
    })
    return {
      certificate: certificate.toString(),
      issuer: authority.certificate.toString(),
      serialNumber: certificate.serialNumber,
      ...(made && { privateKey: made.privateKey }),
    }
  },

  /** From now on trusts prescriber certificates that this authority (certificate, PEM) issued. */
  trustAuthority(state: EpsState, { certificate }: { certificate: string }): { subject: string } {
    const authority = new X509Certificate(certificate)
    state.authorities.push({ certificate: authority })
    return { subject: authority.subject }
  },

  /** Puts a prescriber certificate on the revocation list. `reason` is a CRLReason of RFC 5280. */
  revokeCertificate(
    state: EpsState,
    { serialNumber, reason = 'unspecified' }: { serialNumber: string; reason?: string },
    environment: Environment,
  ): void {
    state.revocations.set(serialNumber.toUpperCase(), { at: environment.clock.now(), reason })
  },
}

/** The environment's own authority, made when it is first needed (a key pair takes a while). */
function ownAuthority(state: EpsState, now: number): Promise<Authority> {
  return (state.ownAuthority ??= createAuthority(now).then((authority) => {
    state.authorities.push(authority)
    return authority
  }))
}
