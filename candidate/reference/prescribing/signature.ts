import { sign } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { SigningKey } from './signing-keys.ts'
import { urn, type Message } from './order-message.ts'

/** The moment at which the message says it was signed: that for which EPS prepared it, which is part of what is signed. */
export const signedWhen = behaviour('prescribing.signedWhen', (preparedFor: string, _now: string): string => preparedFor)

/** A signature and the certificate of the key that it was made with, both in base64. */
export interface Signature {
  value: string
  certificate: string
}

/** The signature with a key that is here: RSA with SHA-256 over the canonical SignedInfo. */
export const signatureWith = ({ privateKey, certificate }: SigningKey, signedInfo: string): Signature => ({
  value: sign('sha256', Buffer.from(signedInfo, 'utf8'), privateKey).toString('base64'),
  certificate: certificate.raw.toString('base64'),
})

/**
 * The message with its prescriber's advanced electronic signature over the canonical SignedInfo, in a Provenance of the requester.
 * Source: EPS FHIR Prescribing API, $prepare; XML-Signature.
 */
export function signedMessage(
  message: Message,
  { signedInfo, timestamp, value, certificate, now }: Signature & { signedInfo: string; timestamp: string; now: string },
): Message {
  const role = message.entry.find(({ resource }) => resource.resourceType === 'PractitionerRole')?.fullUrl
  const xml =
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${signedInfo}<SignatureValue>${value}</SignatureValue>` +
    `<KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></Signature>`
  const when = signedWhen(timestamp, now)
  const provenance = {
    fullUrl: urn(),
    resource: {
      resourceType: 'Provenance',
      target: message.entry.map(({ fullUrl }) => ({ reference: fullUrl })),
      recorded: when,
      agent: [{ who: { reference: role } }],
      signature: [
        {
          type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
          when,
          who: { reference: role },
          data: Buffer.from(xml, 'utf8').toString('base64'),
        },
      ],
    },
  }
  return { ...message, entry: [...message.entry, provenance] }
}
