import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' } as const
const DAY = 24 * 60 * 60 * 1000

x509.cryptoProvider.set(crypto)

/** A certificate authority whose prescriber certificates are trusted; one with a key can issue them. */
export interface Authority {
  certificate: X509Certificate
  /** Absent for an authority that somebody else runs. */
  signingKey?: CryptoKey
}

/** What a prescriber's certificate says. */
export interface PrescriberCertificateRequest {
  /** SDS user id, 12 digits. */
  userId: string
  given: string
  family: string
  /** The prescriber's public key: SPKI in PEM. */
  publicKey: string
  notBefore: number
  notAfter: number
}

/** Makes the authority of an environment. `now` in ms; valid for ten years around it. */
export async function createAuthority(now: number, name = 'NHS Assay Level 2D'): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}, OU=CA, O=nhs`,
    keys,
    serialNumber: serialNumber(),
    notBefore: new Date(now - 3650 * DAY),
    notAfter: new Date(now + 3650 * DAY),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: new X509Certificate(certificate.toString('pem')), signingKey: keys.privateKey }
}

/** Issues a prescriber's certificate, named as those on smartcards are: `CN=<user id>_<GIVEN>_<FAMILY>,OU=People,O=nhs`. */
export async function issueCertificate(authority: Authority, request: PrescriberCertificateRequest): Promise<X509Certificate> {
  if (!authority.signingKey)
    throw new Error('Failed to issue a certificate: this authority was registered without its key. Issue it where the key is.')
  const issuer = new x509.X509Certificate(authority.certificate.toString())
  const publicKey = await new x509.PublicKey(x509.PemConverter.decodeFirst(request.publicKey)).export()
  const name = (text: string) => text.toUpperCase().replace(/[^A-Z0-9-]/g, '')
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${request.userId}_${name(request.given)}_${name(request.family)}, OU=People, O=nhs`,
    issuer: issuer.subject,
    publicKey,
    signingKey: authority.signingKey,
    serialNumber: serialNumber(),
    notBefore: new Date(request.notBefore),
    notAfter: new Date(request.notAfter),
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.nonRepudiation, true),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  })
  return new X509Certificate(certificate.toString('pem'))
}

/** The public key of a certificate signing request (PEM), whose own signature must hold. */
export async function publicKeyOfRequest(pem: string): Promise<string> {
  const request = new x509.Pkcs10CertificateRequest(pem)
  if (!(await request.verify()))
    throw new Error(
      'Failed to read the certificate signing request: its signature does not fit its key. Make it again with the matching private key.',
    )
  return x509.PemConverter.encode(request.publicKey.rawData, 'PUBLIC KEY')
}

/** A fresh RSA key pair in PEM, for who has none. */
export async function createKeyPair(): Promise<{ privateKey: string; publicKey: string }> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  return {
    privateKey: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    publicKey: x509.PemConverter.encode(await crypto.subtle.exportKey('spki', keys.publicKey), 'PUBLIC KEY'),
  }
}

/** Whether one of the authorities issued the certificate. */
export function isTrusted(certificate: X509Certificate, authorities: readonly Authority[]): boolean {
  return authorities.some(
    (authority) => certificate.checkIssued(authority.certificate) && certificate.verify(authority.certificate.publicKey),
  )
}

/** The SDS user id a prescriber's certificate was issued for. */
export function userOf(certificate: X509Certificate): string | undefined {
  return /^CN=(\d{12})_/m.exec(certificate.subject)?.[1]
}

function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // A serial number is a positive integer: the first bit must not be set.
  bytes[0]! &= 0x7f
  return Buffer.from(bytes).toString('hex')
}
