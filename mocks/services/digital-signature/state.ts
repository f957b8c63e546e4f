/** A key with which the service signs for somebody, and the certificate that says whose it is; both PEM. */
export interface Signer {
  privateKey: string
  certificate: string
}

/** One document to be signed: the caller's id for it, and what is signed, in base64. */
export interface Payload {
  id: string
  payload: string
}

/** What may be wrong with the next signatures of somebody, for a caller that has to notice. */
export type Flaw = 'other-content' | 'other-signer' | 'not-of-the-key' | 'one-missing'

/** A request for signatures. */
export interface SignatureRequest {
  token: string
  applicationId: string
  /** SDS user id of whoever is to sign. */
  userId: string
  payloads: Payload[]
  /** Everything that the JWT said, as it came. */
  claims: Record<string, unknown>
  /** waiting: the user has not confirmed. */
  status: 'waiting' | 'confirmed' | 'declined'
  /** Milliseconds since 1970. */
  expiresAt: number
  flaw?: Flaw
}

export interface SignatureState {
  /** By SDS user id. */
  signers: Map<string, Signer>
  /** By token, oldest first. */
  requests: Map<string, SignatureRequest>
  /** By SDS user id: what is wrong with the signatures that are asked for next. */
  flaws: Map<string, Flaw>
}

export const createState = (): SignatureState => ({ signers: new Map(), requests: new Map(), flaws: new Map() })
