import { createHash, randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import type { JsonObject } from '../national/json.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { Work } from '../work.ts'
import { heading, sectionsToShow, table } from './presentation.ts'
import type { Section } from './summary-content.ts'

const UUID = 'https://tools.ietf.org/html/rfc4122'

/** The identifier of a new summary. Spine takes each once. */
export const newSummaryId = behaviour('summaries.newSummaryId', (_patient: RegisteredPatient): string => randomUUID().toUpperCase())

/** What a summary says, as a digest: the same record gives the same. */
export const digestOf = behaviour('summaries.digestOf', (sections: readonly Section[]): string => createHash('sha256').update(JSON.stringify(sections)).digest('hex'))

const div = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`

/**
 * A summary as the document that is uploaded: text in sections, who made it and where, the patient's NHS number and no more of
 * them, and which summary it replaces. Source: SCR FHIR API, Upload patient's Summary Care Record.
 */
export const summaryBundle = behaviour(
  'summaries.summaryBundle',
  (work: Work, patient: RegisteredPatient, sections: readonly Section[], { id, replaces }: { id: string; replaces?: string }): JsonObject => {
    const { services, session, role } = work
    const { odsCode, name } = services.config.practice
    const at = services.clock.timestamp()
    const [patientId, roleId, practitionerId, organisationId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const section = (title: string, code: string, text: string) => ({ title, code: { coding: [{ code }] }, text: { status: 'generated', div: text } })
    const entry = (resource: JsonObject) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource })
    return {
      resourceType: 'Bundle',
      id: randomUUID(),
      identifier: { system: UUID, value: randomUUID().toUpperCase() },
      type: 'document',
      timestamp: at,
      entry: [
        entry({
          resourceType: 'Composition',
          id,
          meta: { lastUpdated: at },
          identifier: { system: UUID, value: id },
          status: 'final',
          type: { coding: [{ system: SYSTEM.snomed, code: '196981000000101', display: 'General Practice Summary' }] },
          category: [{ coding: [{ system: SYSTEM.snomed, code: '163171000000105', display: 'Care Professional Documentation' }] }],
          subject: { reference: `Patient/${patientId}` },
          date: at,
          author: [{ reference: `PractitionerRole/${roleId}` }],
          ...(replaces !== undefined && { relatesTo: [{ code: 'replaces', targetIdentifier: { value: replaces } }] }),
          section: [
            section('General Practice Summary', 'Title', div(heading(work))),
            ...sectionsToShow(sections).map((each) => section(each.title, each.code, div(table(each)))),
          ],
        }),
        entry({
          resourceType: 'PractitionerRole',
          id: roleId,
          identifier: [{ system: 'http://fhir.nhs.net/Id/sds-role-profile-id', value: role.id }],
          practitioner: { reference: `Practitioner/${practitionerId}` },
          organization: { reference: `Organization/${organisationId}` },
        }),
        entry({ resourceType: 'Practitioner', id: practitionerId, identifier: [{ system: SYSTEM.sdsUser, value: session.user.id }], name: [{ text: session.user.name }] }),
        entry({ resourceType: 'Organization', id: organisationId, identifier: [{ system: SYSTEM.odsCode, value: odsCode }], name }),
        entry({ resourceType: 'Patient', id: patientId, identifier: [{ system: SYSTEM.nhsNumber, value: patient.nhsNumber }] }),
      ],
    }
  },
)
