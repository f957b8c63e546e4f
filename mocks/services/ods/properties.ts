import codes from './codes.json' with { type: 'json' }
import type { OdsState, Organisation } from './state.ts'

/** A property of an organisation in the terminology: its code, and its value under the name of its type. */
export interface Property {
  code: string
  type: 'valueString' | 'valueBoolean' | 'valueDateTime' | 'valueCoding' | 'valueCode'
  value: unknown
}

/** The properties of an organisation. Source: ODS terminology FHIR API, ods-organization-code CodeSystem. */
export function propertiesOf(state: OdsState, organisation: Organisation): Property[] {
  const { odsCode, name, active, roles, recordClass, line, town, postcode, telephone, opened, closed, lastChange } = organisation
  const relationships = state.relationships.filter(({ source }) => source === odsCode)
  const board = relationships.find(({ code }) => code === 'RE4')
  const text = (code: string, value: string | undefined): Property[] => (value === undefined ? [] : [{ code, type: 'valueString', value }])
  const date = (code: string, value: string | undefined): Property[] => (value === undefined ? [] : [{ code, type: 'valueDateTime', value }])
  const coding = (code: string, system: string, value: string): Property => ({ code, type: 'valueCoding', value: { system, code: value } })
  return [
    { code: 'status', type: 'valueCode', value: active ? 'active' : 'inactive' },
    ...relationships.map(({ code, target }): Property => ({ code, type: 'valueCode', value: target })),
    { code: 'inactive', type: 'valueBoolean', value: !active },
    ...text('country', 'ENGLAND'),
    ...date('opStartDate', opened),
    ...date('opEndDate', closed),
    ...text('town', town),
    ...text('postcode', postcode),
    ...text('telephone', telephone),
    ...text('name', name),
    ...roles.map(({ code }) => coding('role', codes.role, code)),
    ...roles.filter(({ primary }) => primary).map(({ code }) => coding('primaryRole', codes.role, code)),
    ...text('assigningAuth', 'HSCIC'),
    ...line.flatMap((value, at) => text(`address${at + 1}`, value)),
    ...date('lastChangeDate', lastChange),
    ...(board ? [coding('ICB', codes.geography, board.target)] : []),
    ...date('legStartDate', opened),
    coding('orgRecordClass', codes.recordClass, recordClass),
    { code: 'refOnly', type: 'valueBoolean', value: false },
  ]
}

/** The plain value of a property, to filter by. */
export function plainValue({ type, value }: Property): string {
  return type === 'valueCoding' ? (value as { code: string }).code : String(value)
}
