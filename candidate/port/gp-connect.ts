import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** The service roots under which a GP system provides GP Connect. */
export type GpConnectRoot = 'foundations' | 'structured' | 'documents'

/** One call of another organisation's system, as the Spine Secure Proxy passes it on. */
export interface ConsumerRequest {
  root: GpConnectRoot
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
  /** Below the root: `Patient/17`. */
  path: string
  /** Names may repeat. */
  query?: readonly (readonly [string, string])[]
  /** As they go over the wire. */
  headers: Readonly<Record<string, string>>
  body?: string
  /** Client certificate of the connection (PEM); absent: none is shown. */
  certificate?: { key: string; certificate: string }
}

/** What came back, as it came: nothing about it can be relied on until it was looked at. */
export interface ConsumerAnswer {
  /** 0: the connection was refused before anything was asked. */
  status: number
  headers: Readonly<Record<string, string>>
  /** The body as JSON; `undefined` when it is none. */
  json: unknown
  text: string
  /** Id of the recorded exchange. */
  exchange: string
}

/** What a practice shares through GP Connect, each on its own. */
export type SharedService = 'record' | 'documents' | 'appointments'

/** A GP system as other organisations see it, and what a practice says about that. */
export interface GpConnectVerbs {
  /** Address of a service root, as tokens have to name it. */
  address(root: GpConnectRoot): Promise<string>
  call(request: ConsumerRequest): Promise<ConsumerAnswer>
  /** What the practice shares now. */
  shared(session: Session): Promise<Answer<Partial<Record<SharedService, boolean>>>>
  /** Switches what the practice shares; what is not named stays as it is. */
  share(session: Session, wanted: Partial<Record<SharedService, boolean>>): Promise<Answer<void>>
  /** Writes down that a patient does not want their record shared, or does again. */
  recordDissent(session: Session, patientId: string, dissents: boolean): Promise<Answer<void>>
}
