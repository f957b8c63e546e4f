import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'
import sections from './sections.json' with { type: 'json' }
import { SUMMARY_CATEGORY, SUMMARY_TYPE, SYSTEM } from './systems.ts'

/** A summary in few words, as another practice would have made it. */
export interface SummaryDescription {
  nhsNumber: string
  id?: string
  replaces?: string
  /** ISO instant. */
  at?: string
  /** Name and ODS code of the practice, and who made it there. */
  practice?: { odsCode: string; name: string }
  author?: { id: string; name: string; roleId: string }
  /** What stands in a section, one line each; a core section without lines says that there is nothing. */
  lines?: Record<string, string[]>
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The document bundle of a described summary. */
export function makeSummary(
  { nhsNumber, id: given, replaces, at = new Date(0).toISOString(), practice, author, lines = {} }: SummaryDescription,
  random: Random,
): { id: string; bundle: Json } {
  const uuid = () => random.uuid().toUpperCase()
  const id = (given ?? uuid()).toUpperCase()
  const [patientId, roleId, practitionerId, organisationId] = [uuid(), uuid(), uuid(), uuid()]
  const { odsCode, name } = practice ?? { odsCode: 'A99902', name: 'Ashdown Medical Centre' }
  const by = author ?? { id: '555254239915', name: 'Dr Sam Elsewhere', roleId: '555254240916' }
  const entry = (resource: Json & { resourceType: string; id: string }) => ({ fullUrl: `urn:uuid:${resource.id}`, resource })
  const composition = {
    resourceType: 'Composition',
    id,
    meta: { lastUpdated: at },
    identifier: { system: SYSTEM.uuid, value: id },
    status: 'final',
    type: { coding: [SUMMARY_TYPE] },
    category: [{ coding: [SUMMARY_CATEGORY] }],
    subject: { reference: `Patient/${patientId}` },
    date: at,
    author: [{ reference: `PractitionerRole/${roleId}` }],
    ...(replaces && { relatesTo: [{ code: 'replaces', targetIdentifier: { value: replaces } }] }),
    section: [...sections.core, ...sections.additional.filter(({ code }) => lines[code])].map(({ code, title }) => ({
      title,
      code: { coding: [{ code }] },
      text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${(lines[code] ?? ['No relevant information available for this category']).map((line) => `<p>${escaped(line)}</p>`).join('')}</div>` },
    })),
  }
  const bundle = {
    resourceType: 'Bundle',
    id: uuid(),
    identifier: { system: SYSTEM.uuid, value: uuid() },
    type: 'document',
    timestamp: at,
    entry: [
      entry(composition),
      entry({ resourceType: 'PractitionerRole', id: roleId, identifier: [{ system: SYSTEM.sdsRole, value: by.roleId }], practitioner: { reference: `Practitioner/${practitionerId}` }, organization: { reference: `Organization/${organisationId}` } }),
      entry({ resourceType: 'Practitioner', id: practitionerId, identifier: [{ system: SYSTEM.sdsUser, value: by.id }], name: [{ text: by.name }] }),
      entry({ resourceType: 'Organization', id: organisationId, identifier: [{ system: SYSTEM.odsCode, value: odsCode }], name }),
      entry({ resourceType: 'Patient', id: patientId, identifier: [{ system: SYSTEM.nhsNumber, value: nhsNumber }] }),
    ],
  }
  return { id, bundle }
}
