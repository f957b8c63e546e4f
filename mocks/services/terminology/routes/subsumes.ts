import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { notFound } from '../errors.ts'
import { need, needSnomed, parameters, parametersOf, token } from '../request.ts'
import { isA, VERSION, type TerminologyState } from '../state.ts'

/** How two concepts stand to each other. */
export const subsumes = route<TerminologyState>({
  operation: 'subsumes',
  method: 'GET',
  path: '/production1/fhir/CodeSystem/$subsumes',
  requires: [token],
  handle(call) {
    const asked = parametersOf(call)
    needSnomed(asked, 'system', 'CodeSystem/$subsumes')
    const [a, b] = [need(asked, 'codeA', 'CodeSystem/$subsumes'), need(asked, 'codeB', 'CodeSystem/$subsumes')]
    for (const code of [a, b]) if (!call.state.concepts.has(code)) refuse(notFound(`Unable to find code '${code}' in ${VERSION}.`))
    const outcome = a === b ? 'equivalent' : isA(call.state, b, a) ? 'subsumes' : isA(call.state, a, b) ? 'subsumed-by' : 'not-subsumed'
    return fhir(200, parameters([{ name: 'outcome', valueCode: outcome }]))
  },
})
