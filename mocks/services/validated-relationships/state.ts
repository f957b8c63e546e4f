export type Resource = Record<string, unknown>

/** Somebody as an included Patient shows them. */
export interface Person {
  nhsNumber: string
  given: string
  family: string
  prefix?: string
  suffix?: string[]
  /** ISO dates from and until which the name is the usual one. */
  named?: { start?: string; end?: string }
  /** ISO date. */
  birthDate: string
  /** ODS code. */
  practice: string
}

/** A relationship that authoritative sources confirm: a birth mother and her child. */
export interface Relationship {
  id: string
  /** What the proxy is to the patient. */
  is: 'mother' | 'child'
  proxy: string
  patient: string
}

export interface VrsState {
  /** Proxy roles, by id, oldest first. */
  consents: Map<string, Resource>
  relationships: Relationship[]
  people: Map<string, Person>
  /** Requests for proxy access, by id. */
  requests: Map<string, Resource>
  /** NHS numbers whose record is invalid. */
  invalidated: Set<string>
  /** NHS numbers of people whose practice cannot be found. */
  withoutPractice: Set<string>
}

export const createState = (): VrsState => ({ consents: new Map(), relationships: [], people: new Map(), requests: new Map(), invalidated: new Set(), withoutPractice: new Set() })
