import type { Call } from '../../../kit/call.ts'
import codes from '../codes.json' with { type: 'json' }
import { nameOfRelationship, type OdsState, type Organisation } from '../state.ts'

/** Where ORD lies. */
export const ORD_BASE_PATH = '/ORD/2-0-0'

/** Address of an organisation's full record. */
export function linkOf(call: Call<OdsState>, odsCode: string): string {
  return `${call.baseUrl}${ORD_BASE_PATH}/organisations/${odsCode}`
}

/** An organisation in the short form of a search. */
export function summaryOf(call: Call<OdsState>, organisation: Organisation): Record<string, unknown> {
  const { odsCode, name, active, recordClass, postcode, lastChange, roles } = organisation
  const primary = roles.find((role) => role.primary)
  return {
    Name: name,
    OrgId: odsCode,
    Status: active ? 'Active' : 'Inactive',
    OrgRecordClass: recordClass,
    PostCode: postcode,
    LastChangeDate: lastChange,
    PrimaryRoleId: primary?.code,
    PrimaryRoleDescription: primary?.name,
    OrgLink: linkOf(call, odsCode),
  }
}

/** An organisation in full. */
export function recordOf(state: OdsState, organisation: Organisation): Record<string, unknown> {
  const { odsCode, name, active, recordClass, line, town, postcode, telephone, opened, closed, lastChange, roles } = organisation
  const Status = active ? 'Active' : 'Inactive'
  const Date = ['Operational', 'Legal'].map((Type) => ({ Type, Start: opened, ...(closed && { End: closed }) }))
  const orgId = (code: string) => ({ root: codes.ordRoot, assigningAuthorityName: 'HSCIC', extension: code })
  const rels = state.relationships.filter(({ source }) => source === odsCode)
  return {
    Organisation: {
      Name: name,
      Date,
      OrgId: orgId(odsCode),
      Status,
      LastChangeDate: lastChange,
      orgRecordClass: recordClass,
      GeoLoc: { Location: { ...Object.fromEntries(line.map((text, at) => [`AddrLn${at + 1}`, text])), Town: town, PostCode: postcode, Country: 'ENGLAND' } },
      ...(telephone && { Contacts: { Contact: [{ type: 'tel', value: telephone }] } }),
      Roles: { Role: roles.map((role) => ({ id: role.code, uniqueRoleId: role.instance, ...(role.primary && { primaryRole: true }), Date, Status })) },
      ...(rels.length > 0 && {
        Rels: {
          Rel: rels.map(({ code, target, instance }) => {
            const primary = state.organisations.get(target)?.roles.find((role) => role.primary)
            return { Date, Status, Target: { OrgId: orgId(target), PrimaryRoleId: { id: primary?.code, uniqueRoleId: primary?.instance } }, id: code, uniqueRelId: instance }
          }),
        },
      }),
    },
  }
}

/** All relationships by name. */
export function relationshipList(): Record<string, unknown>[] {
  return Object.keys(codes.relationships).map((id) => ({ id, displayName: nameOfRelationship(id) }))
}

/** All roles by name. */
export function roleList(): Record<string, unknown>[] {
  return Object.entries(codes.roles).map(([id, { name, primary }]) => ({ id, code: id.slice(2), displayName: name, primaryRole: String(primary) }))
}
