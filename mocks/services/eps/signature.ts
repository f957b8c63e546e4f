import { verify, X509Certificate } from 'node:crypto'
import { isTrusted } from './certificates.ts'
import { instantOf } from './dates.ts'
import { onlyOrNone, resourcesOf, type Bundle, type Reference, type Resource, type Signature } from './fhir.ts'
import { canonicalise, parseXml, UnreadableXml, withoutIndentation } from './hl7/canonical.ts'
import type { Element, Node } from './hl7/element.ts'
import type { ParentPrescription } from './hl7/parent-prescription.ts'
import { algorithmOf, fragmentsToBeHashed, signedInfo } from './hl7/signed-info.ts'
import { ProcessingError } from './processing-error.ts'
import type { EpsState } from './state.ts'

/** The signature of whoever asks for the prescription, as the message carries it. */
export interface CarriedSignature {
  /** Instant of signing; part of what is signed. */
  when: number
  /** The Signature element, without indentation. */
  xml: globalThis.Element
}

/** What looking at a signature found. */
export interface Verification {
  /** What the service would say, in its order; nothing when the signature holds. */
  findings: string[]
  certificate?: X509Certificate
  algorithm?: 'sha256' | 'sha1'
}

interface Provenance extends Resource {
  signature?: Signature[]
}

/** The signature of the requester; `undefined` when nobody signed as the requester. */
export function carriedSignature(bundle: Bundle, requester: Reference | undefined): CarriedSignature | undefined {
  const all = resourcesOf<Provenance>(bundle, 'Provenance').flatMap((provenance) => provenance.signature ?? [])
  const signature = onlyOrNone(
    all.filter((candidate) => candidate.who?.reference === requester?.reference),
    'Provenance.signature',
    `who.reference == '${requester?.reference}'`,
  )
  if (!signature) return undefined
  const when = instantOf(signature.when, 'Provenance.signature.when')
  try {
    return { when, xml: withoutIndentation(parseXml(Buffer.from(signature.data ?? '', 'base64').toString('utf8'))) }
  } catch (error) {
    if (error instanceof UnreadableXml) throw new ProcessingError('INVALID_VALUE', 'Invalid signature format.', 'Provenance.signature.data')
    throw error
  }
}

/** The signature as part of the HL7 V3 message. */
export function asElement(xml: globalThis.Element): Element {
  const children = Array.from(xml.childNodes).flatMap((child): Node[] =>
    child.nodeType === 1 ? [asElement(child as globalThis.Element)] : child.nodeType === 3 ? [child.nodeValue ?? ''] : [],
  )
  return {
    name: xml.nodeName,
    attributes: Object.fromEntries(Array.from(xml.attributes, (attribute) => [attribute.name, attribute.value])),
    children,
  }
}

/**
 * Holds a signature to the prescription it came with, and to the certificate in it.
 * Source: EPS signature verification, findings in the order and the words of the service.
 */
export function verifySignature(signature: CarriedSignature, prescription: ParentPrescription, state: EpsState): Verification {
  const { xml } = signature
  const info = child(xml, 'SignedInfo')
  const value = textOf(child(xml, 'SignatureValue'))
  const pem = textOf(child(child(child(xml, 'KeyInfo'), 'X509Data'), 'X509Certificate'))
  if (xml.nodeName !== 'Signature' || !info || !value || !pem) return { findings: ['Invalid signature format'] }
  if (pem.includes('CERTIFICATE')) return { findings: ['Multiple certificates detected'] }

  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(`-----BEGIN CERTIFICATE-----\n${pem}\n-----END CERTIFICATE-----`)
  } catch {
    // Node gives no narrower error; whatever it cannot read is no certificate.
    return { findings: ['Invalid certificate'] }
  }

  const findings: string[] = []
  const method = child(info, 'SignatureMethod')?.getAttribute('Algorithm') ?? ''
  const carried = canonicalise(info)
  const hash = method.endsWith('rsa-sha256') ? 'sha256' : 'sha1'
  if (
    certificate.publicKey.asymmetricKeyType !== 'rsa' ||
    !verify(hash, Buffer.from(carried), certificate.publicKey, Buffer.from(value, 'base64'))
  )
    findings.push('Signature is invalid')

  const algorithm = algorithmOf(child(child(info, 'Reference'), 'DigestMethod')?.getAttribute('Algorithm') ?? null)
  if (carried !== signedInfo(fragmentsToBeHashed(prescription.signed), algorithm)) findings.push("Signature doesn't match prescription")
  if (isRevoked(certificate, signature.when, state)) findings.push('Certificate is revoked')
  if (signature.when <= Date.parse(certificate.validFrom) || signature.when >= Date.parse(certificate.validTo))
    findings.push('Certificate expired when signed')
  if (!isTrusted(certificate, state.authorities)) findings.push('Certificate not trusted')
  return { findings, certificate, algorithm }
}

/** Reasons (RFC 5280, CRLReason) after which nothing a key ever signed can be trusted. */
const COMPROMISED = new Set(['keyCompromise', 'cACompromise', 'aACompromise'])

function isRevoked(certificate: X509Certificate, signedAt: number, state: EpsState): boolean {
  const revocation = state.revocations.get(certificate.serialNumber.toUpperCase())
  return revocation !== undefined && (COMPROMISED.has(revocation.reason) || signedAt > revocation.at)
}

function child(element: globalThis.Element | undefined, name: string): globalThis.Element | undefined {
  return element && (Array.from(element.childNodes).find((node) => node.nodeName === name) as globalThis.Element | undefined)
}

function textOf(element: globalThis.Element | undefined): string {
  return element?.textContent?.trim() ?? ''
}
