import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { hapi, notMocked, reject, requireApiKey } from '../errors.ts'
import { propertiesOf, type Property } from '../properties.ts'
import { inOrder, nameOfRelationship, nameOfRole, type OdsState } from '../state.ts'

const CLAUSE = 'ODS terminology FHIR API: CodeSystem $lookup'

/** Looks up a concept: an organisation with its properties, a role, or a relationship. */
export const lookup = route<OdsState>({
  operation: 'lookup',
  method: 'GET',
  path: '/CodeSystem/$lookup',
  requires: [requireApiKey],
  handle(call) {
    const system = call.query.get('system')
    const code = call.query.get('code')
    if (system === null || code === null) {
      const missing = system === null ? 'system' : 'code'
      return reject(hapi(400, `HAPI-0524: No ${missing} provided to lookup`), { rule: 'incomplete-lookup', detail: `no ${missing}`, clause: CLAUSE, pointer: `query:${missing}` })
    }
    if (system === codes.odsCode) return organisation(call, code)
    if (system === codes.role) return concept(call, code, system, 'ODSOrganisationRole', code in codes.roles ? nameOfRole(code) : undefined)
    if (system === codes.relationship) return concept(call, code, system, 'ODSRelationship', code in codes.relationships ? nameOfRelationship(code) : undefined)
    return notMocked(`the CodeSystem ${system}`)
  },
})

/** The version of the organisations: the day of the last change of any. */
export function versionOf(state: OdsState): string {
  return inOrder(state).reduce((latest, { lastChange }) => (lastChange > latest ? lastChange : latest), '2000-01-01')
}

function organisation(call: Call<OdsState>, code: string): Reply {
  const { state, query } = call
  const found = state.organisations.get(code)
  if (!found) return unknown(call, code, codes.odsCode)
  const wanted = query.getAll('property')
  const properties = propertiesOf(state, found).filter((property) => wanted.includes('*') || wanted.includes(property.code))
  return parameters(code, found.name, 'ODS Organisation', codes.odsCode, versionOf(state), properties)
}

function concept(call: Call<OdsState>, code: string, system: string, name: string, display: string | undefined): Reply {
  return display === undefined ? unknown(call, code, system) : parameters(code, display, name, system, versionOf(call.state), [])
}

function parameters(code: string, display: string, name: string, system: string, version: string, properties: Property[]): Reply {
  return fhir(200, {
    resourceType: 'Parameters',
    parameter: [
      { name: 'code', valueCode: code },
      { name: 'display', valueString: display },
      { name: 'name', valueString: name },
      { name: 'system', valueUri: system },
      { name: 'version', valueString: version },
      {
        name: 'designation',
        part: [
          { name: 'use', valueCoding: { system: 'http://terminology.hl7.org/CodeSystem/designation-usage', code: 'display' } },
          { name: 'value', valueString: display },
        ],
      },
      ...properties.map((property) => ({ name: 'property', part: [{ name: 'code', valueCode: property.code }, ...valueParts(property)] })),
    ],
  })
}

/** The server gives most values twice: under `value`, and under the name of their type. */
function valueParts({ type, value }: Property): Record<string, unknown>[] {
  const once = { name: 'value', [type]: value }
  return type === 'valueCode' ? [once] : [{ name: type, [type]: value }, once]
}

function unknown(call: Call<OdsState>, code: string, system: string): never {
  const words = `[${call.environment.random.uuid()}]: The code ${code} (${system}:${versionOf(call.state)}) was not found.`
  return refuse(fhir(404, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found', details: { text: words }, diagnostics: words }] }))
}
