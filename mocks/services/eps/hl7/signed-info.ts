import { createHash } from 'node:crypto'
import { canonicalise, EXCLUSIVE_C14N, parseXml } from './canonical.ts'
import { el, inHl7, toXml, type Element, type Node } from './element.ts'
import type { ParentPrescription } from './parent-prescription.ts'

/** How digest and signature are made. SHA-1 is what older systems sign with; what is prepared today asks for SHA-256. */
export type HashAlgorithm = 'sha256' | 'sha1'

const METHODS = {
  sha256: { signature: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', digest: 'http://www.w3.org/2001/04/xmlenc#sha256' },
  sha1: { signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digest: 'http://www.w3.org/2000/09/xmldsig#sha1' },
} as const

/** The algorithm a DigestMethod names; anything but SHA-256 counts as SHA-1, as the service has it. */
export function algorithmOf(digestMethod: string | null): HashAlgorithm {
  return digestMethod === METHODS.sha256.digest ? 'sha256' : 'sha1'
}

/**
 * The text whose digest a prescriber signs: time and id, author, patient, then each item, in canonical XML.
 * An item loses its `repeatNumber/low` and what a dispenser may have added (`pertinentInformation4`).
 */
export function fragmentsToBeHashed(signed: ParentPrescription['signed']): string {
  const fragments = [
    [signed.time, signed.id],
    [signed.agentPerson],
    [signed.recordTarget],
    ...signed.lineItems.map((item) => [signedPartOf(item)]),
  ].map((parts) => el('Fragment', {}, parts.map(inHl7)))
  return canonicalise(parseXml(toXml(el('FragmentsToBeHashed', {}, fragments))))
}

function signedPartOf(item: Element): Element {
  const named = (node: Node, name: string) => typeof node !== 'string' && node.name === name
  const children = item.children
    .filter((child) => !named(child, 'pertinentInformation4'))
    .map((child) =>
      typeof child !== 'string' && child.name === 'repeatNumber'
        ? { ...child, children: child.children.filter((part) => named(part, 'high')) }
        : child,
    )
  return { ...item, children }
}

/** The canonical SignedInfo over the fragments: exactly the octets that are to be signed. */
export function signedInfo(fragments: string, algorithm: HashAlgorithm): string {
  const digest = createHash(algorithm).update(fragments, 'utf8').digest('base64')
  const info = el(
    'SignedInfo',
    { xmlns: 'http://www.w3.org/2000/09/xmldsig#' },
    el('CanonicalizationMethod', { Algorithm: EXCLUSIVE_C14N }),
    el('SignatureMethod', { Algorithm: METHODS[algorithm].signature }),
    el(
      'Reference',
      {},
      el('Transforms', {}, el('Transform', { Algorithm: EXCLUSIVE_C14N })),
      el('DigestMethod', { Algorithm: METHODS[algorithm].digest }),
      el('DigestValue', {}, digest),
    ),
  )
  return canonicalise(parseXml(toXml(info)))
}
