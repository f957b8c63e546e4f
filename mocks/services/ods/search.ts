import type { Call } from '../../kit/call.ts'
import codes from './codes.json' with { type: 'json' }
import { hapi, notMocked, reject } from './errors.ts'
import { inOrder, type OdsState, type Organisation } from './state.ts'

const CLAUSE = 'ODS terminology FHIR API: get-organization-resources'

/** The parameters the server names when it meets an unknown one, in its order. */
const VALID = [
  '_content', '_id', '_lastUpdated', '_profile', '_security', '_source', '_tag', '_text', 'active', 'activeRoleCode', 'address', 'address-city', 'address-country',
  'address-postalcode', 'address-state', 'address-use', 'endpoint', 'identifier', 'lastChangeDate', 'name', 'partof', 'phonetic', 'roleCode', 'type',
]

/** Parameters that shape the result and do not select. */
const SHAPING: ReadonlySet<string> = new Set(['_count', '_offset', '_summary', '_revinclude', '_include', '_format', '_sort', '_total'])

type Test = (organisation: Organisation, value: string, modifier: string | undefined) => boolean

const TESTS: Record<string, Test> = {
  _id: ({ odsCode }, value) => value.split(',').includes(odsCode),
  identifier: ({ odsCode }, value) => [odsCode, `${codes.odsCode}|${odsCode}`].includes(value),
  name: ({ name }, value, modifier) => matchesText(name, value, modifier),
  active: ({ active }, value) => String(active) === value,
  'address-postalcode': ({ postcode }, value, modifier) => matchesText(postcode, value, modifier),
  'address-city': ({ town }, value, modifier) => matchesText(town, value, modifier),
  'address-country': (_organisation, value, modifier) => matchesText('ENGLAND', value, modifier),
  roleCode: ({ roles }, value, modifier) => holdsRole(roles, value) !== (modifier === 'not'),
  activeRoleCode: ({ roles, active }, value, modifier) => (active && holdsRole(roles, value)) !== (modifier === 'not'),
  lastChangeDate: ({ lastChange }, value) => matchesDate(lastChange, value),
}

/** The organisations a query selects; a parameter given twice must hold twice. */
export function selectOrganisations(call: Call<OdsState>): Organisation[] {
  const tests: ((organisation: Organisation) => boolean)[] = []
  for (const [key, value] of call.query) {
    const [name = '', modifier] = key.split(':', 2)
    if (SHAPING.has(name)) continue
    const test = TESTS[name]
    if (!test) {
      if (VALID.includes(name)) return notMocked(`the search parameter ${name}`)
      return reject(hapi(400, `HAPI-0524: Unknown search parameter "${name}" for resource type "Organization". Valid search parameters for this search are: [${VALID.join(', ')}]`), {
        rule: 'unknown-search-parameter',
        detail: `the search parameter ${key} is not known`,
        clause: CLAUSE,
        pointer: `query:${key}`,
      })
    }
    noteShort(call, name, value)
    tests.push((organisation) => test(organisation, value, modifier))
  }
  return inOrder(call.state).filter((organisation) => tests.every((test) => test(organisation)))
}

/** Text starts with, contains or (case and all) is the value, by modifier. */
function matchesText(text: string, value: string, modifier: string | undefined): boolean {
  if (modifier === 'exact') return text === value
  const [has, wanted] = [text.toUpperCase(), value.toUpperCase()]
  return modifier === 'contains' ? has.includes(wanted) : has.startsWith(wanted)
}

/** Holds one of the roles, each a code or `system|code`. */
function holdsRole(roles: Organisation['roles'], value: string): boolean {
  return value.split(',').some((wanted) => roles.some(({ code }) => wanted === code || wanted === `${codes.role}|${code}`))
}

/** Compares an ISO date with a FHIR date search value. */
export function matchesDate(date: string, value: string): boolean {
  const [, comparison = 'eq', wanted] = /^(eq|ne|gt|lt|ge|le)?(\d{4}-\d{2}-\d{2})$/.exec(value) ?? []
  if (wanted === undefined) {
    return reject(hapi(400, `HAPI-1940: Invalid date/time format: "${value}"`), {
      rule: 'invalid-date',
      detail: `'${value}' is not a date to search for`,
      clause: CLAUSE,
      pointer: 'query:lastChangeDate',
    })
  }
  switch (comparison) {
    case 'gt':
      return date > wanted
    case 'lt':
      return date < wanted
    case 'ge':
      return date >= wanted
    case 'le':
      return date <= wanted
    case 'ne':
      return date !== wanted
    default:
      return date === wanted
  }
}

/** Search expressions must have a least length; the server takes shorter ones all the same. */
function noteShort(call: Call<OdsState>, name: string, value: string): void {
  const least = { name: 3, 'address-postalcode': 2, 'address-city': 2, 'address-country': 2 }[name]
  if (least === undefined || value.length >= least) return
  call.note({ rule: 'search-text-too-short', detail: `'${value}' has fewer than ${least} characters`, clause: `${CLAUSE}, parameter ${name}`, pointer: `query:${name}` })
}
