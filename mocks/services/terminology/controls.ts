import type { Concept, TerminologyState } from './state.ts'

/** What a release does to the terminology, and what it holds. */
export const controls = {
  /** A release has made a concept inactive, and may name what replaces it. */
  retire(state: TerminologyState, { code, replacedBy }: { code: string; replacedBy?: string }): void {
    const concept = conceptOf(state, code)
    state.concepts.set(code, { ...concept, inactive: true, ...(replacedBy !== undefined && { replacedBy }) })
  },

  /** A release has made a concept active again. */
  revive(state: TerminologyState, { code }: { code: string }): void {
    const { inactive: _inactive, replacedBy: _replacedBy, ...concept } = conceptOf(state, code)
    state.concepts.set(code, concept)
  },

  readConcept: (state: TerminologyState, { code }: { code: string }): Concept | undefined => state.concepts.get(code),

  /** All tokens have come to their end. */
  expireTokens(state: TerminologyState): void {
    for (const value of state.tokens.keys()) state.tokens.set(value, 0)
  },
}

function conceptOf(state: TerminologyState, code: string): Concept {
  const concept = state.concepts.get(code)
  if (!concept) throw new Error(`Failed to find the concept ${code}: the release has no such. Add it to release.json.`)
  return concept
}
