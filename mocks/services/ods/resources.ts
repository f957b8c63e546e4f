import codes from './codes.json' with { type: 'json' }
import { nameOfRelationship, type OdsState, type Organisation, type Relationship } from './state.ts'

type Json = Record<string, unknown>

function periods(start: string, end: string | undefined): Json[] {
  return ['Legal', 'Operational'].map((code) => ({
    url: codes.extensions.typedPeriod,
    extension: [
      { url: 'dateType', valueCoding: { system: codes.periodType, code, display: code } },
      { url: 'period', valuePeriod: { start, ...(end && { end }) } },
    ],
  }))
}

function meta(date: string, id: string, profile: readonly string[]): Json {
  return { versionId: '1', lastUpdated: `${date}T00:00:00.000+00:00`, source: `#${id.toLowerCase().padStart(16, '0')}`, profile }
}

/** An organisation as a FHIR Organization. Source: ODS terminology FHIR API, get-single-organization. */
export function organizationOf(organisation: Organisation): Json {
  const { odsCode, name, active, roles, recordClass, line, town, postcode, telephone, opened, closed, lastChange } = organisation
  return {
    resourceType: 'Organization',
    id: odsCode,
    meta: meta(lastChange, odsCode, codes.profiles.organization),
    extension: [
      ...roles.map((role) => ({
        url: codes.extensions.role,
        extension: [
          { url: 'instanceID', valueInteger: role.instance },
          { url: 'roleCode', valueCodeableConcept: { coding: [{ system: codes.role, code: role.code, display: role.name }] } },
          ...periods(opened, closed),
          { url: 'active', valueBoolean: active },
        ],
      })),
      {
        url: codes.extensions.typedDateTime,
        extension: [
          { url: 'type', valueCoding: { system: codes.dateTimeType, code: 'LastChangeDate', display: 'Last Change Date' } },
          { url: 'dateTime', valueDateTime: lastChange },
        ],
      },
    ],
    identifier: [{ use: 'official', system: codes.odsCode, value: odsCode, assigner: { display: 'HSCIC' } }],
    active,
    type: [
      { coding: [{ system: codes.recordUse, code: 'Full', display: 'Full' }] },
      { coding: [{ system: codes.recordClass, code: recordClass, display: codes.recordClasses[recordClass] }] },
    ],
    name,
    ...(telephone && { telecom: [{ system: 'phone', value: telephone }] }),
    address: [{ line, city: town, postalCode: postcode, country: 'ENGLAND' }],
  }
}

/** A relationship as a FHIR OrganizationAffiliation. */
export function affiliationOf({ code, source, target, instance }: Relationship, state: OdsState): Json {
  const from = state.organisations.get(source)
  const { opened, closed, active, lastChange } = from ?? { opened: '2000-04-01', closed: undefined, active: true, lastChange: '2000-04-01' }
  const id = String(instance)
  const reference = (odsCode: string) => ({ reference: `Organization/${odsCode}`, identifier: { system: codes.odsCode, value: odsCode } })
  return {
    resourceType: 'OrganizationAffiliation',
    id,
    meta: meta(lastChange, id, codes.profiles.affiliation),
    extension: periods(opened, closed),
    identifier: [{ system: codes.relationshipInstance, value: id }],
    active,
    period: { start: opened, ...(closed && { end: closed }) },
    organization: reference(source),
    participatingOrganization: reference(target),
    code: [{ coding: [{ system: codes.relationship, code, display: nameOfRelationship(code) }] }],
  }
}
