import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { importPKCS8, SignJWT } from 'jose'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject } from './json.ts'
import type { PlatformCall } from './platform.ts'

export const SIGNATURES = 'The Digital Signature Service'

const BASE = '/signing-service'
/** Seconds for which a request is good at most. */
const LIFETIME = 600

/** What a caller is told to a request: under which token the signature is fetched, and where the user confirms it. */
export interface RequestedSignature {
  token: string
  /** Address that the user's browser has to visit. */
  redirect: string
  /** The caller's id of the document. */
  documentId: string
}

/** A signature that the service made, with the certificate of its key, both in base64. */
export interface GivenSignature {
  value: string
  certificate: string
}

/** What the service is told of a document: what is signed, and nothing that could be read. Source: NHS Digital Signature Service, signaturerequest. */
export const documentFor = behaviour('prescribing.documentFor', (id: string, signedInfo: string, _readable: string): Record<string, string> => ({
  id,
  payload: Buffer.from(signedInfo, 'utf8').toString('base64'),
}))

const call = (work: Work, rest: Pick<PlatformCall, 'method' | 'path' | 'body' | 'mediaType' | 'once'>): Promise<Answer> =>
  work.services.platform.call({
    service: SIGNATURES,
    as: { session: work.session },
    correlationId: work.interaction,
    ...rest,
    path: `${BASE}${rest.path}`,
    headers: { 'accept': 'application/json', 'nhsd-session-urid': work.role.id },
  })

/** Asks for a signature by the signed-in user. `readable` is the document as people read it. */
export async function requestSignature(work: Work, { signedInfo, readable }: { signedInfo: string; readable: string }): Promise<RequestedSignature> {
  const { config, clock } = work.services
  const { clientId, privateKey, keyId, platformUrl } = config.national
  const documentId = randomUUID()
  const now = Math.floor(clock.now() / 1000)
  const jwt = await new SignJWT({ algorithm: 'RS256', payloads: [documentFor(documentId, signedInfo, readable)] })
    .setProtectedHeader({ alg: 'RS512', typ: 'JWT', kid: keyId })
    .setIssuer(clientId)
    .setSubject(work.session.user.id)
    .setAudience(`${platformUrl}${BASE}`)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .sign(await importPKCS8(readFileSync(privateKey, 'utf8'), 'RS512'))
  const answer = await call(work, { method: 'POST', path: '/signaturerequest', body: new TextEncoder().encode(jwt), mediaType: 'text/plain', once: true })
  if (answer.status >= 300) throw refusalFor(SIGNATURES, answer)
  const { token, redirectUri } = answer.body
  if (typeof token !== 'string' || typeof redirectUri !== 'string') throw unreadableAnswer(SIGNATURES, 'no token, or nowhere to confirm')
  return { token, redirect: redirectUri, documentId }
}

/** Fetches a signature that the user has confirmed. */
export async function fetchSignature(work: Work, { token, documentId }: RequestedSignature): Promise<GivenSignature> {
  return readSignature(await call(work, { method: 'GET', path: `/signatureresponse/${encodeURIComponent(token)}` }), documentId)
}

/** What an answer means. Until the user has confirmed there is none, and after they declined there never is. */
export const readSignature = behaviour('prescribing.readSignature', (answer: Answer, documentId: string): GivenSignature => {
  if (answer.status === 409) throw new Refusal('rule', [{ reason: 'not-confirmed', text: 'You have not confirmed the signature yet. Confirm it, and go on here.' }])
  if (answer.status === 410) throw new Refusal('rule', [{ reason: 'declined', text: 'The signature was declined, or not confirmed in time. Nothing was signed or sent; ask for it again.' }])
  if (answer.status !== 200) throw refusalFor(SIGNATURES, answer)
  const { signatures, certificate } = answer.body
  const own = Array.isArray(signatures) ? signatures.filter(isObject).find(({ id }) => id === documentId) : undefined
  if (typeof own?.['signature'] !== 'string' || typeof certificate !== 'string') throw unreadableAnswer(SIGNATURES, 'no signature of this document')
  return { value: own['signature'], certificate }
})
