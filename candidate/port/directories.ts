import type { Answer } from './answer.ts'
import type { Session } from './identity.ts'

/** What another organisation's system is to be sent or asked. */
export type Purpose = 'record-request' | 'structured-record' | 'appointment-search'

/** How another organisation's system is reached for one purpose. */
export interface SystemView {
  /** Accredited system id: 12 digits. */
  asid: string
  address: string
}

/** What the Directory of Services has about an organisation. */
export interface ServicesView {
  name: string
  active: boolean
  telephone?: string
  services: { name: string; telephone?: string }[]
  /** Addresses for messages, in the order in which they are to be tried. */
  addresses: string[]
}

export interface WorkerView {
  id: string
  name: string
  /** Roles at this practice. */
  roles: string[]
}

/** National directories: Spine Directory Service, Directory of Services, healthcare workers. */
export interface DirectoryVerbs {
  system(session: Session, odsCode: string, purpose: Purpose): Promise<Answer<SystemView>>
  services(session: Session, odsCode: string): Promise<Answer<ServicesView>>
  /** Somebody by their SDS user id. */
  worker(session: Session, id: string): Promise<Answer<WorkerView>>
}
