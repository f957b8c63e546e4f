import { isA, type Concept, type TerminologyState } from './state.ts'

const CLAUSE = /^(<<|<|\^)?\s*(\d{6,18})(?:\s*\|[^|]*\|)?$/

/**
 * Whether a concept meets an expression: `<<`, `<`, `^` and single concepts, joined by OR. The rest of the language is not served.
 *
 * @returns undefined when the expression cannot be read
 */
export function matcher(state: TerminologyState, expression: string): ((concept: Concept) => boolean) | undefined {
  const clauses = expression.split(/\s+OR\s+/).map((text) => CLAUSE.exec(text.trim()))
  if (clauses.some((clause) => clause === null)) return undefined
  return (concept) =>
    clauses.some((clause) => {
      const [, operator, code = ''] = clause!
      if (operator === '^') return concept.refsets?.includes(code) ?? false
      if (operator === undefined) return concept.code === code
      return (operator === '<<' || concept.code !== code) && isA(state, concept.code, code)
    })
}

/**
 * The expression in the address of an implicit value set: `?fhir_vs` (all), `?fhir_vs=isa/<id>`, `?fhir_vs=refset/<id>`,
 * `?fhir_vs=ecl/<expression>`. Source: FHIR R4, Using SNOMED CT, implicit value sets.
 */
export function expressionOf(url: string): string | undefined {
  const found = /^http:\/\/snomed\.info\/sct(?:\/\d+(?:\/version\/\d+)?)?\?fhir_vs(?:=(isa|refset|ecl)\/(.+))?$/.exec(url)
  if (!found) return undefined
  const [, kind, rest = ''] = found
  if (kind === undefined) return '<<138875005'
  return kind === 'isa' ? `<<${rest}` : kind === 'refset' ? `^${rest}` : decodeURIComponent(rest)
}
