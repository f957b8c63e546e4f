import { done } from '../../port/answer.ts'
import type { AuditLine, AuditVerbs } from '../../port/audit.ts'
import type { FhirClient, Resource } from './fhir-client.ts'
import { entriesOf, type FhirConcept, type FhirReference } from './fhir-types.ts'

/** The audit trail through the candidate's FHIR API. */
export function apiAudit(fhir: FhirClient): AuditVerbs {
  return {
    async read(session, { patientId, userId }) {
      const search = new URLSearchParams({ ...(patientId && { patient: `Patient/${patientId}` }), ...(userId && { agent: userId }) })
      const answer = await fhir.call(session, { verb: 'audit.read', method: 'GET', path: `AuditEvent?${search}` })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toLine)) : answer
    },
    async tamper(session, line, how) {
      const answer = await fhir.call(session, {
        verb: 'audit.tamper',
        method: how === 'delete' ? 'DELETE' : 'PUT',
        path: `AuditEvent/${line.id}`,
        ...(how === 'change' && { body: { resourceType: 'AuditEvent', id: line.id, outcome: '0', recorded: '2000-01-01T00:00:00Z' } }),
      })
      return answer.ok ? done(undefined) : answer
    },
  }
}

function toLine(resource: Resource): AuditLine {
  const event = resource as Resource & {
    id?: string
    recorded?: string
    action?: AuditLine['action']
    outcome?: string
    type?: { code?: string }
    subtype?: { code?: string }[]
    agent?: { requestor?: boolean; who?: FhirReference; role?: FhirConcept[]; network?: { address?: string } }[]
    entity?: { what?: FhirReference }[]
  }
  const agent = event.agent?.find((each) => each.requestor) ?? event.agent?.[0]
  const patient = event.entity?.map((each) => each.what?.reference ?? '').find((reference) => reference.startsWith('Patient/'))
  const line: AuditLine = {
    id: event.id ?? '',
    at: event.recorded ?? '',
    action: event.action ?? 'E',
    event: event.subtype?.[0]?.code ?? event.type?.code ?? '',
    success: event.outcome === '0',
  }
  const userId = agent?.who?.identifier?.value
  const roleId = agent?.role?.flatMap((role) => role.coding ?? [])[0]?.code
  if (userId) line.userId = userId
  if (roleId) line.roleId = roleId
  if (patient) line.patientId = patient.slice('Patient/'.length)
  if (agent?.network?.address) line.source = agent.network.address
  return line
}
