import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { reject } from '../errors.ts'
import { need, needSnomed, parameters, parametersOf, token } from '../request.ts'
import { SNOMED, type TerminologyState } from '../state.ts'

const OPERATION = 'ConceptMap/$translate'
/** The implicit concept map of what has replaced what. Source: FHIR R4, Using SNOMED CT, implicit concept maps. */
const REPLACED_BY = 'http://snomed.info/sct?fhir_cm=900000000000526001'

/** What has taken the place of a concept that became inactive. */
export const translate = route<TerminologyState>({
  operation: 'translate',
  method: 'GET',
  path: '/production1/fhir/ConceptMap/$translate',
  requires: [token],
  handle(call) {
    const asked = parametersOf(call)
    const url = need(asked, 'url', OPERATION)
    if (url !== REPLACED_BY) reject(OPERATION, `Unknown concept map '${url}'.`, 'url')
    needSnomed(asked, 'system', OPERATION)
    const replacedBy = call.state.concepts.get(need(asked, 'code', OPERATION))?.replacedBy
    const successor = replacedBy === undefined ? undefined : call.state.concepts.get(replacedBy)
    if (!successor)
      return fhir(200, parameters([
        { name: 'result', valueBoolean: false },
        { name: 'message', valueString: 'No mapping was found.' },
      ]))
    return fhir(200, parameters([
      { name: 'result', valueBoolean: true },
      {
        name: 'match',
        part: [
          { name: 'equivalence', valueCode: 'equivalent' },
          { name: 'concept', valueCoding: { system: SNOMED, code: successor.code, display: successor.display } },
          { name: 'source', valueUri: url },
        ],
      },
    ]))
  },
})
