import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { expressionOf, matcher } from '../ecl.ts'
import { errors, reject } from '../errors.ts'
import { need, parametersOf, token } from '../request.ts'
import { SNOMED, VERSION, type Concept, type TerminologyState } from '../state.ts'

const OPERATION = 'ValueSet/$expand'

/** The concepts of a value set whose terms have all the words, each as the beginning of a word. */
export const expand = route<TerminologyState>({
  operation: 'expand',
  method: 'GET',
  path: '/production1/fhir/ValueSet/$expand',
  requires: [token],
  handle(call) {
    const asked = parametersOf(call)
    const url = need(asked, 'url', OPERATION)
    const expression = expressionOf(url) ?? reject(OPERATION, `Unknown value set '${url}'.`, 'url')
    const matches = matcher(call.state, expression) ?? reject(OPERATION, `Cannot parse the expression '${expression}'.`, 'url')
    const filter = asked.get('filter')?.[0] ?? ''
    const count = numberIn(asked.get('count')?.[0], 'count')
    // The whole of the edition is more than the service gives at once.
    if (expression === '<<138875005' && filter === '' && count === undefined) refuse(errors.tooCostly())
    const activeOnly = asked.get('activeOnly')?.[0] === 'true'
    const found = [...call.state.concepts.values()].filter((concept) => matches(concept) && (!activeOnly || !concept.inactive) && hasWords(concept, filter))
    const offset = numberIn(asked.get('offset')?.[0], 'offset') ?? 0
    const shown = found.sort((a, b) => a.display.length - b.display.length).slice(offset, count === undefined ? undefined : offset + count)
    return fhir(200, {
      resourceType: 'ValueSet',
      url,
      status: 'active',
      expansion: {
        identifier: `urn:uuid:${call.environment.random.uuid()}`,
        timestamp: new Date(call.environment.clock.now()).toISOString(),
        total: found.length,
        offset,
        parameter: [{ name: 'version', valueUri: `${SNOMED}|${VERSION}` }, ...(filter === '' ? [] : [{ name: 'filter', valueString: filter }])],
        ...(shown.length > 0 && { contains: shown.map(({ code, display, inactive }) => ({ system: SNOMED, ...(inactive && { inactive: true }), code, display })) }),
      },
    })
  },
})

function numberIn(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined
  return /^\d+$/.test(value) ? Number(value) : reject(OPERATION, `Parameter '${name}' is not a number: '${value}'.`, name)
}

function hasWords({ display, synonyms = [] }: Concept, filter: string): boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  return [display, ...synonyms].some((term) => {
    const parts = term.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
}
