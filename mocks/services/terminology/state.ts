import { readFileSync } from 'node:fs'

/** A concept of the release. */
export interface Concept {
  code: string
  /** Preferred term of the UK Edition. */
  display: string
  synonyms?: string[]
  parents: string[]
  /** Reference sets that it is a member of. */
  refsets?: string[]
  /** Whether a release has made it inactive. */
  inactive?: boolean
  /** Concept that has taken its place. */
  replacedBy?: string
}

const RELEASE = JSON.parse(readFileSync(new URL('release.json', import.meta.url), 'utf8')) as { version: string; refsets: Record<string, string>; concepts: Concept[] }

export const SNOMED = 'http://snomed.info/sct'

/** The release of the UK Edition that is served, as a SNOMED CT version URI. */
export const VERSION = RELEASE.version

/** Reference sets of the release by id: what dm+d calls their members. */
export const REFSETS = RELEASE.refsets

export interface TerminologyState {
  concepts: Map<string, Concept>
  /** Access tokens, and when each ends: milliseconds since 1970. */
  tokens: Map<string, number>
}

export const createState = (): TerminologyState => ({ concepts: new Map(RELEASE.concepts.map((concept) => [concept.code, { ...concept }])), tokens: new Map() })

/** Whether a concept is another one, or below it. */
export function isA(state: Pick<TerminologyState, 'concepts'>, code: string, ancestor: string): boolean {
  return code === ancestor || (state.concepts.get(code)?.parents ?? []).some((parent) => isA(state, parent, ancestor))
}
