import type { Call } from '../../../kit/call.ts'
import { fhir, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { expressionOf, matcher } from '../ecl.ts'
import { reject } from '../errors.ts'
import { need, needSnomed, parameters, parametersOf, token } from '../request.ts'
import { SNOMED, type Concept, type TerminologyState } from '../state.ts'

/** What became of a code: a wrong display is told, and makes it no less a code. */
function verdict(concept: Concept | undefined, code: string, display: string | undefined, within: string): Reply {
  if (!concept)
    return fhir(200, parameters([
      { name: 'result', valueBoolean: false },
      { name: 'code', valueCode: code },
      { name: 'system', valueUri: SNOMED },
      { name: 'message', valueString: `The code '${code}' is not in ${within}.` },
    ]))
  const known = [concept.display, ...(concept.synonyms ?? [])].map((term) => term.toLowerCase())
  const wrong = display !== undefined && !known.includes(display.toLowerCase())
  return fhir(200, parameters([
    { name: 'result', valueBoolean: !wrong },
    { name: 'code', valueCode: code },
    { name: 'system', valueUri: SNOMED },
    { name: 'display', valueString: concept.display },
    ...(concept.inactive ? [{ name: 'inactive', valueBoolean: true }] : []),
    ...(wrong ? [{ name: 'message', valueString: `The display '${display}' is not that of the code '${code}'.` }] : []),
  ]))
}

/** Whether a code is one of the code system. An inactive one is. */
export const validateInCodeSystem = route<TerminologyState>({
  operation: 'validate-code-in-code-system',
  method: 'GET',
  path: '/production1/fhir/CodeSystem/$validate-code',
  requires: [token],
  handle(call) {
    const asked = parametersOf(call)
    needSnomed(asked, 'url', 'CodeSystem/$validate-code')
    const code = need(asked, 'code', 'CodeSystem/$validate-code')
    return verdict(call.state.concepts.get(code), code, asked.get('display')?.[0], 'the code system http://snomed.info/sct')
  },
})

/** Whether a code is one of a value set. */
export const validateInValueSet = route<TerminologyState>({
  operation: 'validate-code-in-value-set',
  method: 'GET',
  path: '/production1/fhir/ValueSet/$validate-code',
  requires: [token],
  handle(call: Call<TerminologyState>) {
    const asked = parametersOf(call)
    const url = need(asked, 'url', 'ValueSet/$validate-code')
    needSnomed(asked, 'system', 'ValueSet/$validate-code')
    const code = need(asked, 'code', 'ValueSet/$validate-code')
    const expression = expressionOf(url) ?? reject('ValueSet/$validate-code', `Unknown value set '${url}'.`, 'url')
    const matches = matcher(call.state, expression) ?? reject('ValueSet/$validate-code', `Cannot parse the expression '${expression}'.`, 'url')
    const concept = call.state.concepts.get(code)
    return verdict(concept && matches(concept) ? concept : undefined, code, asked.get('display')?.[0], `the value set ${url}`)
  },
})
