import type { Environment } from '../../kit/environment.ts'
import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'

/** Where a record is to be found: the pointer itself, and what it is found by. */
export interface Pointer {
  /** `<custodian ODS code>-<uuid>`. */
  id: string
  /** ODS code of who answers for the record. */
  custodian: string
  nhsNumber: string
  /** SNOMED CT codes. */
  type: string
  category: string
  resource: Json
}

/** A record that a pointer points to, as its holder gives it out through the Spine Secure Proxy. */
export interface Document {
  /** ASID of the holder's system: what Ssp-To has to name. */
  asid: string
  nhsNumber: string
  contentType: string
  content: string
}

export interface NrlState {
  random: Random
  /** By id; oldest first. */
  pointers: Map<string, Pointer>
  /** By the address behind the proxy: `https://vale-hospital.example/plans/1`. */
  documents: Map<string, Document>
  /** By ODS code, the types that were agreed with an organisation at onboarding; all of them for one nobody spoke of. */
  agreedTypes: Map<string, readonly string[]>
}

export function createState({ random }: Environment): NrlState {
  return { random, pointers: new Map(), documents: new Map(), agreedTypes: new Map() }
}
