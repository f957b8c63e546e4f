import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { json, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { inOrder, type OdsState, type Organisation } from '../state.ts'
import { notAcceptable, ordError, ordErrors, requireJson } from './errors.ts'
import { linkOf, ORD_BASE_PATH, recordOf, relationshipList, roleList, summaryOf } from './summary.ts'

/** How far back changes can be asked for, in days. */
const FURTHEST_BACK = 185

const DEFAULT_LIMIT = 20
const MOST = 1000

const same = (a: string | undefined, b: string) => a?.toUpperCase() === b.toUpperCase()

const TESTS: Record<string, (organisation: Organisation, value: string) => boolean> = {
  Name: ({ name }, value) => name.includes(value.toUpperCase()),
  PostCode: ({ postcode }, value) => postcode.replace(/\s/g, '').includes(value.replace(/\s/g, '').toUpperCase()),
  LastChangeDate: ({ lastChange }, value) => lastChange >= value,
  Status: ({ active }, value) => same(active ? 'Active' : 'Inactive', value),
  PrimaryRoleId: ({ roles }, value) => roles.some(({ code, primary }) => primary && same(code, value)),
  NonPrimaryRoleId: ({ roles }, value) => roles.some(({ code, primary }) => !primary && same(code, value)),
  Roles: ({ roles }, value) => value.split(',').some((wanted) => roles.some(({ code }) => same(code, wanted))),
  OrgRecordClass: ({ recordClass }, value) => same(recordClass, value),
}

const SHAPING: ReadonlySet<string> = new Set(['Limit', 'Offset', '_format'])

/** Searches organisations: a page of short records; totals and the next page are in headers. */
export const searchOrganisations = route<OdsState>({
  operation: 'searchOrganisations',
  method: 'GET',
  path: '/organisations',
  requires: [requireJson],
  handle(call) {
    const { query, state } = call
    const selecting = [...query].filter(([name]) => !SHAPING.has(name))
    if (selecting.length === 0) return notAcceptable('No parameters supplied', 'search-without-parameters')
    for (const [name, value] of selecting) {
      if (!TESTS[name]) return notAcceptable(`Invalid parameter '${name}'`, 'unknown-search-parameter', name)
      if (name === 'LastChangeDate') checkDate(call, value)
    }
    const limit = wholeNumber(call, 'Limit', DEFAULT_LIMIT)
    const offset = wholeNumber(call, 'Offset', 0)
    if (limit < 1 || limit > MOST) return notAcceptable(`Limit must be between 1 and ${MOST}`, 'limit-out-of-bounds', 'Limit')
    const matches = inOrder(state).filter((organisation) => selecting.every(([name, value]) => TESTS[name]!(organisation, value)))
    const page = matches.slice(offset, offset + limit)
    return json(200, { Organisations: page.map((organisation) => summaryOf(call, organisation)) }, pageHeaders(call, matches.length, page.length, offset + limit))
  },
})

function pageHeaders(call: Call<OdsState>, total: number, returned: number, next: number): Record<string, string> {
  const headers: Record<string, string> = { 'x-total-count': String(total), 'returned-records': String(returned) }
  if (next < total) {
    const query = new URLSearchParams(call.query)
    query.set('Offset', String(next))
    headers['next-page'] = `${call.baseUrl}${ORD_BASE_PATH}/organisations?${query}`
  }
  return headers
}

/** Reads the full record of an organisation. */
export const getOrganisation = route<OdsState>({
  operation: 'getOrganisation',
  method: 'GET',
  path: '/organisations/:odsCode',
  requires: [requireJson],
  handle(call) {
    const organisation = call.state.organisations.get(call.params.odsCode!.toUpperCase())
    return organisation ? json(200, recordOf(call.state, organisation)) : refuse(ordErrors.NOT_FOUND())
  },
})

/** Links to all records changed on or after a date. */
export const sync = route<OdsState>({
  operation: 'sync',
  method: 'GET',
  path: '/sync',
  requires: [requireJson],
  handle(call) {
    const since = call.query.get('LastChangeDate')
    if (since === null) return notAcceptable('No LastChangeDate supplied', 'sync-without-date', 'LastChangeDate')
    checkDate(call, since)
    const changed = inOrder(call.state).filter(({ lastChange }) => lastChange >= since)
    return json(200, { Organisations: changed.map(({ odsCode }) => ({ OrgLink: linkOf(call, odsCode) })) }, { 'x-total-count': String(changed.length) })
  },
})

function checkDate(call: Call<OdsState>, value: string): void {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) notAcceptable(`Invalid date '${value}'`, 'invalid-date', 'LastChangeDate')
  if (call.environment.clock.now() - time > FURTHEST_BACK * 86_400_000) notAcceptable(`LastChangeDate must not be more than ${FURTHEST_BACK} days ago`, 'date-too-far-back', 'LastChangeDate')
}

function wholeNumber(call: Call<OdsState>, name: string, otherwise: number): number {
  const value = call.query.get(name)
  if (value === null) return otherwise
  return /^\d+$/.test(value) ? Number(value) : notAcceptable(`Invalid value '${value}' for ${name}`, 'invalid-number', name)
}

function metadata(operation: string, path: string, member: string, list: () => Record<string, unknown>[]) {
  const answer = (entries: Record<string, unknown>[]): Reply => (entries.length > 0 ? json(200, { [member]: entries }) : refuse(ordError(404, 'No record found for supplied code')))
  return [
    route<OdsState>({ operation, method: 'GET', path, requires: [requireJson], handle: () => answer(list()) }),
    route<OdsState>({ operation: `${operation}ById`, method: 'GET', path: `${path}/:id`, requires: [requireJson], handle: (call) => answer(list().filter(({ id }) => id === call.params.id)) }),
  ]
}

/** Names of roles and of relationships. */
export const roles = metadata('roles', '/roles', 'Roles', roleList)
export const relationships = metadata('rels', '/rels', 'Relationships', relationshipList)
