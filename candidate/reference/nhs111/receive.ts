import { behaviour } from '../behaviour.ts'
import { documentsStore, type ReceivedDocument } from '../documents/documents-store.ts'
import { fileDocument } from '../documents/file-document.ts'
import { matchPatient } from '../documents/match-patient.ts'
import { ItkProblem, type ItkDocument } from '../itk/message.ts'
import type { Services } from '../services.ts'
import { readCda } from './cda.ts'
import { readEnvelope, type ReportEnvelope } from './envelope.ts'
import { ItkFault } from './fault.ts'

/** Whether a report is addressed to this practice. */
export const isAddressedToUs = behaviour('nhs111.isAddressedToUs', ({ addresses }: ReportEnvelope, odsCode: string): boolean => addresses.some((address) => address.toUpperCase() === odsCode))

/** Whether the practice is to act: the patient was referred here. Who gets a copy is only told. Source: NHS 111, handling specifications. */
export const isForAction = behaviour('nhs111.isForAction', ({ interaction }: ReportEnvelope): boolean => /:primary\w*RecipientNHS111CDADocument-v2-0$/.test(interaction))

/** Whether a report is here already: its sender has only not heard of it. */
export const cameBefore = behaviour('nhs111.cameBefore', (services: Services, trackingId: string, { identifier }: ItkDocument): boolean => {
  const store = documentsStore(services)
  return store.hasTaken(trackingId) || store.byIdentifier(identifier) !== undefined
})

/** The version of a report that is in the record of the same patient already, where there is one: senders correct themselves. */
export const otherVersion = behaviour('nhs111.otherVersion', (services: Services, { set, patient }: ItkDocument): ReceivedDocument | undefined => {
  const patientId = matchPatient(services, patient).patient?.id
  if (set === undefined || patientId === undefined) return undefined
  return documentsStore(services).ofSet(set.id).find((known) => known.state !== 'replaced' && known.patientId === patientId)
})

/** Whether a version comes too late: a later one is here. */
export const isOutdated = behaviour('nhs111.isOutdated', (document: ItkDocument, known: ReceivedDocument): boolean => (known.document.set?.version ?? 0) > (document.set?.version ?? 0))

/**
 * Takes a report in: filed for review, or put before a person where nobody knows whose it is. Gives what the sender has to be told.
 *
 * @throws ItkFault when it is not taken
 */
export function receiveReport(services: Services, xml: string): ReportEnvelope {
  const envelope = readEnvelope(xml)
  const { odsCode } = services.config.practice
  if (!isAddressedToUs(envelope, odsCode)) throw new ItkFault('Invalid message', `It is not addressed to ${odsCode}.`)
  services.database.transaction(() => {
    const document = readCda(envelope.document)
    if (cameBefore(services, envelope.trackingId, document)) return
    documentsStore(services).take(envelope.trackingId)
    file(services, document, envelope)
  })
  return envelope
}

function file(services: Services, document: ItkDocument, envelope: ReportEnvelope): void {
  const known = otherVersion(services, document)
  if (known?.patientId !== undefined && isOutdated(document, known)) {
    documentsStore(services).add({ document, messageId: envelope.trackingId, forAction: false, state: 'replaced', patientId: known.patientId })
    return
  }
  try {
    const corrected = known ? { ...document, replaces: known.document.identifier } : document
    fileDocument(services, corrected, { messageId: envelope.trackingId, forAction: isForAction(envelope), from: `NHS 111 (${envelope.sender ?? 'unknown'})` })
  } catch (error) {
    if (error instanceof ItkProblem) throw new ItkFault('Invalid message', error.message)
    throw error
  }
}
