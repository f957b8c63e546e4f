import type { Call } from '../../../kit/call.ts'
import { fhir, type Reply } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { notFound } from '../errors.ts'
import { need, needSnomed, parameters, parametersOf, token } from '../request.ts'
import { VERSION, type TerminologyState } from '../state.ts'

const OPERATION = 'CodeSystem/$lookup'

/** Everything about a code: its term, whether it is active, what is above it. */
function answer(call: Call<TerminologyState>): Reply {
  const asked = parametersOf(call)
  needSnomed(asked, 'system', OPERATION)
  const code = need(asked, 'code', OPERATION)
  const concept = call.state.concepts.get(code) ?? refuse(notFound(`Unable to find code '${code}' in ${VERSION}.`))
  const wanted = asked.get('property')
  const properties = [
    { code: 'inactive', valueBoolean: concept.inactive === true },
    ...concept.parents.map((parent) => ({ code: 'parent', valueCode: parent })),
    { code: 'moduleId', valueCode: '83821000000107' },
  ].filter((property) => wanted === undefined || wanted.includes(property.code))
  return fhir(
    200,
    parameters([
      { name: 'code', valueCode: code },
      { name: 'display', valueString: concept.display },
      { name: 'name', valueString: 'SNOMED CT' },
      { name: 'system', valueUri: 'http://snomed.info/sct' },
      { name: 'version', valueString: VERSION },
      ...properties.map(({ code: name, ...value }) => {
        const [key = '', content] = Object.entries(value)[0] ?? []
        return {
          name: 'property',
          part: [
            { name: 'code', valueCode: name },
            { name: 'value', [key]: content },
          ],
        }
      }),
      ...(concept.synonyms ?? []).map((value) => ({
        name: 'designation',
        part: [
          { name: 'language', valueCode: 'en' },
          { name: 'use', valueCoding: { system: 'http://snomed.info/sct', code: '900000000000013009', display: 'Synonym' } },
          { name: 'value', valueString: value },
        ],
      })),
    ]),
  )
}

export const lookup = route<TerminologyState>({ operation: 'lookup', method: 'GET', path: '/production1/fhir/CodeSystem/$lookup', requires: [token], handle: answer })
export const lookupPosted = route<TerminologyState>({ operation: 'lookup-posted', method: 'POST', path: '/production1/fhir/CodeSystem/$lookup', requires: [token], handle: answer })
