import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { hapi, notMocked, reject, requireApiKey } from '../errors.ts'
import { plainValue, propertiesOf } from '../properties.ts'
import { matchesDate } from '../search.ts'
import { inOrder, type OdsState, type Organisation } from '../state.ts'
import { versionOf } from './lookup.ts'

const CLAUSE = 'ODS terminology FHIR API: ValueSet $expand'

/** Properties by which organisations can be filtered. */
const FILTERS: ReadonlySet<string> = new Set([
  'status', 'inactive', 'country', 'opStartDate', 'opEndDate', 'town', 'postcode', 'telephone', 'name', 'role', 'primaryRole', 'lastChangeDate', 'ICB', 'legStartDate', 'orgRecordClass',
  'refOnly', 'RE4', 'RE5', 'RE6', 'RE8', 'RE10',
])

interface Parameter {
  name: string
  resource?: { compose?: { inactive?: boolean; include?: { system?: string; filter?: { property: string; op: string; value: string }[] }[] } }
  valueString?: string
  valueBoolean?: boolean
  valueInteger?: number | string
}

/** Expands a value set over the organisations: those that pass all filters, with the properties asked for. */
export const expand = route<OdsState>({
  operation: 'expand',
  method: 'POST',
  path: '/ValueSet/$expand',
  requires: [requireApiKey],
  handle(call) {
    const { state } = call
    const parameter = readParameters(call)
    const named = (name: string) => parameter.find((item) => item.name === name)
    const [include] = named('valueSet')?.resource?.compose?.include ?? []
    if (include?.system !== codes.odsCode) return notMocked(`an expansion of ${include?.system ?? 'nothing'}`)
    const filters = include.filter ?? []
    const undeclared = filters.find(({ property }) => !FILTERS.has(property))
    if (undeclared) {
      return reject(hapi(422, `No declared filter '${undeclared.property}' on CodeSystem ${codes.odsCode}`), {
        rule: 'undeclared-filter',
        detail: `the code system has no filter ${undeclared.property}`,
        clause: CLAUSE,
        pointer: '/parameter',
      })
    }
    const activeOnly = named('activeOnly')?.valueBoolean ?? false
    const count = Number(named('count')?.valueInteger ?? 1000)
    const offset = Number(named('offset')?.valueInteger ?? 0)
    const wanted = new Set(parameter.filter(({ name }) => name === 'property').map(({ valueString }) => valueString))
    const matches = inOrder(state).filter((organisation) => (!activeOnly || organisation.active) && filters.every((filter) => passes(state, organisation, filter)))
    const version = `${codes.odsCode}|${versionOf(state)}`
    return fhir(200, {
      resourceType: 'ValueSet',
      expansion: {
        identifier: `urn:uuid:${call.environment.random.uuid()}`,
        timestamp: `${new Date(call.environment.clock.now()).toISOString().slice(0, 19)}+00:00`,
        total: matches.length,
        offset,
        parameter: [
          { name: 'version', valueUri: version },
          { name: 'used-codesystem', valueUri: version },
          { name: 'activeOnly', valueBoolean: activeOnly },
          { name: 'count', valueInteger: count },
        ],
        contains: matches.slice(offset, offset + count).map((organisation) => contained(state, organisation, wanted)),
      },
    })
  },
})

function readParameters(call: Call<OdsState>): Parameter[] {
  const body = call.json as { resourceType?: unknown; parameter?: unknown } | null | undefined
  if (body?.resourceType === 'Parameters' && Array.isArray(body.parameter)) return body.parameter as Parameter[]
  return reject(hapi(400, 'HAPI-0450: Failed to parse request body as JSON resource'), { rule: 'not-parameters', detail: 'the body is not a Parameters resource', clause: CLAUSE })
}

function passes(state: OdsState, organisation: Organisation, { property, op, value }: { property: string; op: string; value: string }): boolean {
  const values = propertiesOf(state, organisation).filter(({ code }) => code === property).map(plainValue)
  // Dates are compared with a prefix inside the value: `gt2024-02-01`.
  if (property.endsWith('Date')) return values.some((date) => matchesDate(date, value))
  if (op === 'in') return values.some((one) => value.split(',').includes(one))
  return values.includes(value)
}

function contained(state: OdsState, organisation: Organisation, wanted: ReadonlySet<string | undefined>): Record<string, unknown> {
  const { odsCode, name, active } = organisation
  const properties = propertiesOf(state, organisation)
    .filter(({ code }) => wanted.has(code))
    .map(({ code, type, value }) => ({ url: codes.extensions.property, extension: [{ url: 'code', valueCode: code }, { url: 'value', [type]: value }] }))
  const extension = [...(active ? [] : [{ url: codes.extensions.expansion, extension: [{ url: 'inactive', valueBoolean: true }] }]), ...properties]
  return { ...(extension.length > 0 && { extension }), system: codes.odsCode, ...(!active && { inactive: true }), code: odsCode, display: name }
}
